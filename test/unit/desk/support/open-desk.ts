import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { FakePipeline } from './fake-pipeline';
import type { FakePipelineOptions } from './fake-pipeline';
import { serveDesk } from '../../../../cli/desk/server/server';
import type { RunningDesk } from '../../../../cli/desk/server/server';
import type { OpenPage } from '../../../../testkit/browser';
import { openPage } from '../../../../testkit/browser';
import { buildDeskPage } from '../../../../tools/desk-page';

const page = buildDeskPage();
/** Short, so that a test need not wait. */
const TIMES = { lookMs: 300, sweepMs: 200, settleMs: 200 };

interface OpenDesk extends OpenPage {
  readonly pipeline: FakePipeline;
}

/** Desks of one test file. */
export class Desks {
  private readonly running: RunningDesk[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'desk-'));
  public readonly recipes = join(this.folder, 'recipes');

  public async serve(pipeline: FakePipeline): Promise<RunningDesk> {
    const desk = await serveDesk(pipeline, { page, recipes: this.recipes, times: TIMES });
    this.running.push(desk);
    return desk;
  }

  /** Opens the desk of a pipeline that is made up. */
  public async open(browser: Browser, options: FakePipelineOptions = {}, context: BrowserContextOptions = {}): Promise<OpenDesk> {
    const pipeline = new FakePipeline(options);
    const { url } = await this.serve(pipeline);
    return { ...await openPage(browser, url, context), pipeline };
  }

  public async close(): Promise<void> {
    await Promise.all(this.running.map(async (desk) => desk.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
