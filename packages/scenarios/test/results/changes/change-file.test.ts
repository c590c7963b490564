import { describe, expect, it } from 'vitest'
import { StagedCluster } from '../staged-cluster.ts'

describe('events.csv', () => {
  it('has a row for each stored change, in the words of kubectl, from where results count', () => {
    const chunks: Uint8Array[] = []
    const cluster = new StagedCluster({ changes: (chunk) => chunks.push(chunk) })
    cluster.node('n1', 'a')
    cluster.at(100).recorder.startCounting()
    const set = cluster.statefulSet('web', { replicas: 1 })
    cluster.at(100.25)
    const pod = cluster.pod(set, 0, 'web-1')
    cluster.bind(pod, 'n1')
    cluster.at(101).run(pod, true)
    cluster.setNodeReady('n1', false)
    cluster.at(102).delete(pod, 'user', 'by hand, for "reasons"')
    cluster.remove(pod)
    cluster.finishAt(103)

    expect(Buffer.concat(chunks).toString().split('\n')).toEqual([
      'time_s,type,kind,namespace,name,ready,status,restarts,node,revision,by,why',
      '0,ADDED,StatefulSet,default,web,0/1,,,,,user,',
      '0.25,ADDED,Pod,default,web-0,0/1,Pending,0,,web-1,statefulset-controller,',
      '0.25,MODIFIED,Pod,default,web-0,0/1,Pending,0,n1,web-1,scheduler,',
      '1,MODIFIED,Pod,default,web-0,0/1,Running,0,n1,web-1,kubelet,',
      '1,MODIFIED,Node,,n1,,NotReady,,,,node-lifecycle-controller,',
      '2,MODIFIED,Pod,default,web-0,0/1,Terminating,0,n1,web-1,user,"by hand, for ""reasons"""',
      '2,MODIFIED,Pod,default,web-0,0/1,Terminating,0,n1,web-1,kubelet,',
      '2,DELETED,Pod,default,web-0,0/1,Terminating,0,n1,web-1,kubelet,',
      '',
    ])
  })
})
