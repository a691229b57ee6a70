import { receiptHeader, receiptPayload } from '../../../contracts/receipts/receipt-fields.ts';
import type { ReceiptHeader, ReceiptPayload } from '../../../domain/receipt.ts';
import type { ItemKind } from '../item/item-kind.ts';

export const HEADER: ItemKind<ReceiptHeader> = { name: 'receipt', schema: 1, shape: receiptHeader };

export const PAYLOAD: ItemKind<ReceiptPayload> = { name: 'receipt payload', schema: 1, shape: receiptPayload };
