import type { Page } from 'playwright-core'

/** One element as the canvas itself holds it. */
export interface Drawn {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly versionNonce: number
  readonly index: string | null
  readonly isDeleted: boolean
  readonly x: number
  readonly y: number
  readonly text?: string
}

interface CanvasApp {
  readonly scene: { getElementsIncludingDeleted(): readonly Drawn[] }
  readonly state: { readonly scrollX: number; readonly scrollY: number; readonly width: number; readonly height: number; readonly zoom: { readonly value: number } }
  updateScene(scene: { elements: readonly object[] }): void
}

/** The component that draws the canvas of a page: what it holds is what is seen, whatever the shared document says. */
export const canvasApp = (page: Page) => page.evaluateHandle((): CanvasApp | null => {
  interface Fiber { readonly return: Fiber | null; readonly stateNode: CanvasApp | null }
  const root = document.querySelector('.excalidraw')
  const key = Object.keys(root ?? {}).find(each => each.startsWith('__reactFiber$'))
  let fiber = key === undefined ? null : (root as unknown as Record<string, Fiber | null>)[key] ?? null
  while (fiber && typeof fiber.stateNode?.scene?.getElementsIncludingDeleted !== 'function') fiber = fiber.return
  return fiber?.stateNode ?? null
})

/** Everything on the canvas of a page in its order. */
export const scene = async (page: Page): Promise<readonly Drawn[]> => (await canvasApp(page)).evaluate(app =>
  (app?.scene.getElementsIncludingDeleted() ?? []).map(({ id, type, version, versionNonce, index, isDeleted, x, y, text }) => ({
    id, type, version, versionNonce, index, isDeleted, x: Math.round(x * 10), y: Math.round(y * 10), ...(text === undefined ? {} : { text }),
  })))

export const standing = async (page: Page): Promise<readonly Drawn[]> => (await scene(page)).filter(element => !element.isDeleted)

/** What of the scene a page looks at: the middle of its view, and how much there is around it, in px of the scene. */
export const sight = async (page: Page) => (await canvasApp(page)).evaluate(app => {
  if (!app) throw new Error('there is no canvas')
  const { scrollX, scrollY, width, height, zoom: { value } } = app.state
  return { x: width / value / 2 - scrollX, y: height / value / 2 - scrollY, w: width / value, h: height / value }
})

export const canvas = (page: Page) => page.locator('.board-canvas canvas.interactive')

/** Chooses a tool by its key, which the canvas hears while it has the focus. */
export const choose = async (page: Page, key: string): Promise<void> => {
  await page.locator('.board-canvas .excalidraw').first().focus()
  await page.keyboard.press(key)
}

/** A drag from corner to corner, in px of the canvas. */
export const drag = async (page: Page, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number], steps = 6): Promise<void> => {
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('there is no canvas')
  await page.mouse.move(box.x + x1, box.y + y1)
  await page.mouse.down()
  await page.mouse.move(box.x + x2, box.y + y2, { steps })
  await page.mouse.up()
}

export const drawBox = async (page: Page, at: readonly [number, number]): Promise<void> => {
  await choose(page, 'r')
  await drag(page, at, [at[0] + 120, at[1] + 60])
}

export const stamp = (page: Page, name: string) => page.getByRole('toolbar', { name: 'Components' }).getByRole('button', { name }).click()

const selected = (page: Page) => page.getByRole('form', { name: 'Selected component' })

/** What the selected component is called: the facts on request of a pack may speak of labels too. */
export const labelOf = (page: Page) => selected(page).getByLabel('Label')

/** Names the selected component and says why it is there. */
export const name = async (page: Page, label: string, because = ''): Promise<void> => {
  await labelOf(page).fill(label)
  await selected(page).getByLabel('Because').fill(because)
  await labelOf(page).press('Enter')
}

export const showAs = (page: Page, how: 'Drawing' | 'Outline') => page.getByRole('radiogroup', { name: 'How the board is shown' }).getByText(how).click()
export const inTheMiddle = (page: Page, what: 'Board' | 'Text' | 'Both' | 'Code') => page.getByRole('radiogroup', { name: 'In the middle' }).getByText(what, { exact: true }).click()
