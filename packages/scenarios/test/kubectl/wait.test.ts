import { describe, expect, it } from 'vitest'
import { Console, aStatefulSet } from './a-kubectl.ts'

const READY = `patch pod web-0 --subresource=status --type=merge -p '{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}'`
const HELD = { ...aStatefulSet('web', 1), metadata: { name: 'web', finalizers: ['example.com/h'] } }

describe('kubectl wait', () => {
  it('ends when the condition is met', () => {
    const console = aConsole()
    const wait = console.run('kubectl wait pod/web-0 --for=condition=ready')

    expect(wait.exitCode).toBeUndefined()
    console.run(READY)
    expect(wait).toMatchObject({ exitCode: 0, output: 'pod/web-0 condition met\n', errors: '' })
    expect(console.says('wait pod -l app=web --for=condition=Ready')).toBe(
      'pod/web-0 condition met',
    )
  })

  it('takes a value at a path, and that an object is made or is gone', () => {
    const console = aConsole()
    const running = console.run("wait pod web-0 --for=jsonpath='{.status.phase}'=Running")
    const named = console.run("wait pod web-0 --for=jsonpath='{.status.phase}'")
    const made = console.run('wait pod web-1 --for=create')
    const gone = console.run('wait pod web-0 --for=delete')
    console.run(READY)
    console.run('scale sts/web --replicas=2')
    console.run('delete pod web-0 --force')

    expect(running.output).toBe('pod/web-0 condition met\n')
    expect(named.output).toBe('pod/web-0 condition met\n')
    expect(made.output).toBe('pod/web-1 condition met\n')
    expect(gone.output).toBe('pod/web-0 condition met\n')
    expect(console.run('wait pod web-9 --for=delete')).toMatchObject({ exitCode: 0, output: '' })
  })

  it('gives up after its time', () => {
    const console = aConsole()
    const wait = console.run('wait pod/web-0 sts/web --for=condition=Ready --timeout=5s')
    console.run(READY)
    const usual = console.run('wait sts/web --for=condition=Ready')
    console.wait(10)

    expect(wait).toMatchObject({
      exitCode: 1,
      output: 'pod/web-0 condition met\n',
      errors: 'error: timed out waiting for the condition on statefulsets/web\n',
    })
    expect(usual.exitCode).toBeUndefined()
    console.wait(20)
    expect(usual.exitCode).toBe(1)
  })

  it.each([
    [
      'wait pod/web-9 --for=condition=Ready',
      'Error from server (NotFound): pods "web-9" not found',
    ],
    ['wait pod -l app=none --for=condition=Ready', 'error: no matching resources found'],
    ['wait pod/web-0 --for=ready', 'error: unrecognized condition: "ready"'],
    ['wait pod/web-0 --for=jsonpath={[}', 'error: unrecognized condition: "jsonpath={[}"'],
    [
      'wait pod/web-0 --for=delete --timeout=soon',
      'error: invalid argument "soon" for "--timeout" flag',
    ],
  ])('%s', (command, text) => {
    expect(aConsole().says(command)).toBe(text)
  })
})

describe('kubectl delete --timeout', () => {
  it('fails when an object is still there after that time', () => {
    const console = aConsole()
    const held = console.run('delete sts/web --timeout=3s')
    console.wait(5)

    expect(held).toMatchObject({
      exitCode: 1,
      output: 'statefulset.apps "web" deleted from default namespace\n',
      errors: 'error: timed out waiting for the condition on statefulsets/web\n',
    })
  })

  it('ends when the object is gone, and at once with --wait=false', () => {
    const console = aConsole()

    expect(console.run('delete sts/web --timeout=3s --wait=false').exitCode).toBe(0)
    const waiting = console.run('delete sts/web --timeout=30s')
    expect(waiting.exitCode).toBeUndefined()
    console.run(`patch sts web --type=merge -p '{"metadata":{"finalizers":null}}'`)
    expect(waiting).toMatchObject({ exitCode: 0, errors: '' })
  })
})

/** A set whose one pod has not begun, and which a finalizer holds. */
function aConsole(): Console {
  const console = new Console()
  console.run('apply -f -', HELD)
  return console
}
