import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { subjectExportCommand } from '../../../shared/contracts/operate/subject/subject-export.ts';

type Exported = OutputOf<typeof subjectExportCommand>;

/** The lines of the file. */
export const subjectLines = ({ lines }: Exported): readonly string[] => lines.map((line) => JSON.stringify(line));

export const showSubjectExport = (exported: Exported): string => subjectLines(exported).join('\n');
