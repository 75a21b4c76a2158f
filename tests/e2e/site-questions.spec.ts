/** Questions and predictions: with script, without, and on paper. */
import { expect, test } from './support/fixtures.ts';

const LESSON = '/node/12-01-introduction-to-websockets';

test('a question explains the answer that was chosen, aloud, and both languages remember it', async ({ page }) => {
  await page.goto(LESSON);
  const question = page.locator('[data-question]').first();
  const wrong = question.locator('.choice[data-right="false"]').first();
  await wrong.locator('label').click();
  await expect(wrong.locator('.why')).toBeVisible();
  await expect(question.locator('[data-verdict]')).toContainText('ยังไม่ถูก');
  await expect(question.locator('.why:visible')).toHaveCount(1);
  const right = question.locator('.choice[data-right="true"]');
  await right.locator('label').click();
  await expect(question.locator('[data-verdict]')).toContainText('ถูก');
  const chosen = await right.locator('input').inputValue();
  await page.goto(`/en${LESSON}`);
  await expect(page.locator('[data-question]').first().locator(`input[value="${chosen}"]`)).toBeChecked();
});

test('every question has one right answer and a reason for each', async ({ page }) => {
  for (const path of [LESSON, '/node/12-02-socket-io']) {
    await page.goto(path);
    const questions = await page.locator('[data-question]').all();
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.length).toBeLessThanOrEqual(5);
    for (const question of questions) {
      await expect(question.locator('.choice[data-right="true"]')).toHaveCount(1);
      expect(await question.locator('.why').count()).toBe(await question.locator('.choice').count());
    }
  }
});

test('a prediction is answered by the reader’s own trace', async ({ page }) => {
  await page.goto(LESSON);
  const predict = page.locator('[data-predict="who-masks"]');
  const reveal = predict.locator('[data-reveal]');
  await expect(reveal).toBeHidden();
  await predict.locator('.choice[data-choice="client"] label').click();
  await expect(reveal).toBeHidden();
  const demo = page.locator('[data-demo="handshake"]').first();
  await demo.scrollIntoViewIfNeeded();
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(reveal).toBeVisible();
  await expect(predict).toHaveAttribute('data-outcome', 'hit');
  await expect(predict.locator('[data-reveal-from]')).toHaveText('คำตอบจากสายของคุณเอง');
  await expect(predict.locator('.choice[data-choice="client"]')).toHaveAttribute('data-proved', '');
  await expect(page.locator('[data-predict] [data-value][data-empty]')).toHaveCount(0);
  // Changing one's mind afterwards is judged at once.
  await predict.locator('.choice[data-choice="server"] label').click();
  await expect(predict).toHaveAttribute('data-outcome', 'miss');
});

test('paper holds every answer and its reason, and no buttons', async ({ page }) => {
  await page.goto(LESSON);
  await page.emulateMedia({ media: 'print' });
  const question = page.locator('[data-question]').first();
  expect(await question.locator('.why:visible').count()).toBe(await question.locator('.choice').count());
  await expect(page.locator('header.masthead')).toBeHidden();
  await expect(page.locator('[data-demo="handshake"] .demo-still').first()).toBeVisible();
  await expect(page.locator('[data-demo] button:visible')).toHaveCount(0);
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('a question still explains the answer that was chosen', async ({ page }) => {
    await page.goto(LESSON);
    const question = page.locator('[data-question]').first();
    await expect(question.locator('.why:visible')).toHaveCount(0);
    await question.locator('.choice label').first().click();
    await expect(question.locator('.why:visible')).toHaveCount(1);
    await question.locator('.choice label').nth(1).click();
    await expect(question.locator('.why:visible')).toHaveCount(1);
  });

  test('a prediction asks and points at the demo, a measured number says its conditions', async ({ page }) => {
    await page.goto(LESSON);
    const predict = page.locator('[data-predict]').first();
    await expect(predict.locator('.choice').first()).toBeVisible();
    await expect(predict.locator('[data-reveal]')).toBeHidden();
    await expect(predict.locator('[data-after] a')).toHaveAttribute('href', /^#/);
    await expect(page.locator('.conditions').first()).toBeVisible();
    await expect(page.locator('[data-demo="handshake"] .demo-still').first()).toBeVisible();
  });
});
