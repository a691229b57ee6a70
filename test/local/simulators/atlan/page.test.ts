import { existsSync } from 'node:fs';

import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

const executablePath = '/usr/bin/chromium';
const noBrowser = !existsSync(executablePath);
if (noBrowser)
  process.stderr.write(`The page is not tested: there is no ${executablePath} (apt-get install chromium).\n`);

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
let browser: Browser | undefined;

async function opened(url: string): Promise<Page> {
  browser ??= await chromium.launch({ executablePath, args });
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

afterAll(async () => browser?.close());

describe('the page', () => {
  it.skipIf(noBrowser)('accepts an invitation and shows the new state', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 5 });
    await tenant.person('new.person@example.com', { state: 'invited' });
    const page = await opened(tenant.url);
    const row = page.getByRole('row').filter({ hasText: 'new.person@example.com' });

    await expect.poll(() => row.locator('.state').textContent()).toBe('invited');
    await row.getByRole('button', { name: 'Accept' }).click();

    await expect.poll(() => row.locator('.state').textContent()).toBe('active');
    expect(await tenant.shown('new.person@example.com')).toMatchObject({ state: 'active' });
    await row.getByRole('button', { name: 'Disable' }).click();
    await expect.poll(() => row.locator('.state').textContent()).toBe('disabled');
  });

  it.skipIf(noBrowser)('switches a fault on and off', async () => {
    await using tenant = await tenantUnderTest();
    const page = await opened(tenant.url);

    await page.getByLabel('unavailable-503').check();
    await expect.poll(async () => (await tenant.api('GET', '/users')).status).toBe(503);
    await page.getByLabel('unavailable-503').uncheck();
    await expect.poll(async () => (await tenant.api('GET', '/users')).status).toBe(200);
  });

  it.skipIf(noBrowser)('writes names as text, never as markup', async () => {
    await using tenant = await tenantUnderTest();
    await tenant.person('x@example.com', { firstName: '<img src=x onerror=document.title="hacked">' });
    const page = await opened(tenant.url);

    await expect.poll(() => page.locator('.name').textContent()).toContain('<img');

    expect(await page.locator('#users img').count()).toBe(0);
    expect(await page.title()).toBe('Atlan simulator');
  });

  it.skipIf(noBrowser)('filters ten thousand people while it refreshes, without taking the focus away', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 10_000 });
    await tenant.person('zebra@example.com');
    const page = await opened(tenant.url);
    await expect.poll(() => page.locator('#users tr').count()).toBe(200);

    await page.getByLabel('Filter users').fill('zebra');
    await expect.poll(() => page.locator('#users tr').count()).toBe(1);
    await page.waitForTimeout(1300);
    await page.keyboard.type('@example');

    expect(await page.getByLabel('Filter users').inputValue()).toBe('zebra@example');
    expect(await page.locator('#users tr').count()).toBe(1);
  });
});
