import { candidateScene, evolve, initialState, interviewerScene } from '@unanimous/rounds'
import type { Role, RoundEvent, RoundSetup } from '@unanimous/rounds'
import { diff, patched, toJson, type Json, type Patch } from './json.ts'
import { roundTimeOf } from './round-time.ts'

/** A view as it changed over a round: the first, and what each later moment made of it. */
export interface SceneTrack {
  readonly first: Json
  readonly changes: readonly (readonly [atMs: number, patch: Patch])[]
}

/** Records a view as it moves. */
export interface SceneRecorder {
  /** The view as it is from this moment of round time on. */
  see(atMs: number, scene: Json): void
  done(): SceneTrack
}

/** Starts a track with the view before anything happened. */
export const recordScenes = (first: Json): SceneRecorder => {
  const changes: [number, Patch][] = []
  let shown = first
  return {
    see(atMs, scene) {
      const patch = diff(shown, scene)
      if (patch[0] === 1 && Object.keys(patch[1]).length === 0 && patch[2].length === 0) return
      changes.push([atMs, patch])
      shown = scene
    },
    done: () => ({ first, changes }),
  }
}

const keyframeEvery = 64

/** Gives the view at any moment of round time; keeps keyframes, so that going back costs nothing. */
export const openScenes = ({ first, changes }: SceneTrack): ((ms: number) => Json) => {
  const keyframes: Json[] = []
  let scene = first
  for (const [index, [, patch]] of changes.entries()) {
    if (index % keyframeEvery === 0) keyframes.push(scene)
    scene = patched(scene, patch)
  }
  return (ms) => {
    const count = changes.findLastIndex(([atMs]) => atMs <= ms) + 1
    const key = Math.min(Math.floor(count / keyframeEvery), Math.max(0, keyframes.length - 1))
    let at = keyframes[key] ?? first
    for (let index = key * keyframeEvery; index < count; index++) {
      const change = changes[index]
      if (change !== undefined) at = patched(at, change[1])
    }
    return at
  }
}

const SCENES = { interviewer: interviewerScene, candidate: candidateScene }

/**
 * What one seat saw of a round, from before its start on: exactly what its view held at each moment, and nothing else. It lies on the
 * axis of the document's tape, which an event's own `roundMs` may run ahead of where a pause was dated back.
 */
export const scenesOf = (setup: RoundSetup, events: readonly RoundEvent[], role: Role): SceneTrack => {
  const roundTime = roundTimeOf(setup, events)
  let state = initialState(setup)
  let last = 0
  const track = recordScenes(toJson(SCENES[role](state)))
  for (const event of events) {
    state = evolve(state, event)
    last = Math.max(last, Math.round(roundTime(event.at)))
    track.see(last, toJson(SCENES[role](state)))
  }
  return track.done()
}
