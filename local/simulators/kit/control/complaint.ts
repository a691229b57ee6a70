import { type Answer, json, Refused } from '../http/answer.ts';

/** A refusal in a sentence that says what is wrong, and the field where there is one. */
export const complaint = (status: number, message: string, field?: string): Answer => json(status, { message, field });

export const complain = (status: number, message: string): Refused => new Refused(complaint(status, message));
