import { engineContract } from '#test/jobs/engine-contract.ts'

engineContract('embedded')
