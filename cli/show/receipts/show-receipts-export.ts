import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { receiptsExportCommand } from '../../../shared/contracts/operate/receipts/receipts-export.ts';

type Exported = OutputOf<typeof receiptsExportCommand>;

/** The lines of the file that `receipts verify` reads. */
export const receiptLines = ({ lines }: Exported): readonly string[] => lines.map((line) => JSON.stringify(line));

export const showReceiptsExport = (exported: Exported): string => receiptLines(exported).join('\n');
