import type { InterviewerView } from '@unanimous/rounds'
import type { Stage } from '../stage.ts'

export const ConsoleRoom = ({ stage, view }: { readonly stage: Stage; readonly view: InterviewerView }) => <>{stage.round.round}{view.status}</>
