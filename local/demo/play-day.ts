import type { Chapter, Seen } from './chapter.ts';
import { badImport } from './chapters/bad-import.ts';
import { lostAnswer } from './chapters/lost-answer.ts';
import { notAccepted } from './chapters/not-accepted.ts';
import { proveIt } from './chapters/prove-it.ts';
import { shadowFirst } from './chapters/shadow-first.ts';
import { threeSystems } from './chapters/three-systems.ts';
import { closingRows, type WorkerRow } from './closing-table.ts';
import type { Stage } from './stage.ts';

interface PlayedChapter {
  readonly name: string;
  readonly ok: boolean;
  readonly evidence: unknown;
}

export interface PlayedDay {
  readonly chapters: readonly PlayedChapter[];
  readonly workers: readonly WorkerRow[];
}

const HOUR_MS = 3_600_000;

/** The chapters of the day, and how many hours after its beginning each is played at the earliest. */
const DAY: readonly (readonly [chapter: Chapter, hours: number])[] = [
  [shadowFirst, 0],
  [notAccepted, 1.5],
  [lostAnswer, 3],
  [badImport, 5.5],
  [proveIt, 7.5],
  [threeSystems, 8.5],
];

const brokenIn = ({ holds }: Pick<Seen, 'holds'>): readonly string[] =>
  Object.entries(holds).flatMap(([what, holdsTrue]) => (holdsTrue ? [] : what));

/** Plays the day. A chapter that fails is reported, and the next is still played. */
export async function playDay(stage: Stage): Promise<PlayedDay> {
  const { paper, cloud } = stage;
  const begin = cloud.clock.now();
  const chapters: PlayedChapter[] = [];
  for (const [{ name, title, about, play }, hours] of DAY) {
    paper.chapter(chapters.length + 1, title, about);
    try {
      await stage.at(begin + hours * HOUR_MS);
      const { says, look } = await play(stage);
      const { holds, evidence } = await stage.settled(look, (seen) => brokenIn(seen).length === 0);
      const broken = brokenIn({ holds });
      paper.verdict(
        broken.length === 0,
        broken.length === 0 ? says : `these expectations failed: ${broken.join('; ')}`,
      );
      chapters.push({ name, ok: broken.length === 0, evidence: { ...evidence, holds } });
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      paper.verdict(false, because);
      chapters.push({ name, ok: false, evidence: { because } });
    }
  }
  return { chapters, workers: await closingRows(stage) };
}
