/** What a real cluster has and a run does not, as far as it may change how a rollout goes. */
export const NOT_SIMULATED: readonly string[] = [
  'Controllers besides those above: autoscalers of pods, operators, whatever else writes to the objects of a rollout. A controller of one’s own can take part through the library.',
  'ReplicaSets, Deployments and Jobs as their controllers know them: their pods take room and move when nodes go, no more.',
  'Admission webhooks and policies. What they would refuse or change is not known.',
  'Services, endpoints and traffic: a pod counts as serving when it is Ready, whoever sends it anything.',
  'etcd, priority and fairness of the API server, its restarts, and its certificates. Its latency is one distribution.',
  'Elections of leaders: each controller has one process, and only a library user ends it.',
  'The periodic resynchronisation of caches, which in a real cluster comes about twice a day and may end a stall.',
  'What containers use of cpu, memory and disk: a node runs short of something when the scenario says so, and which pods use most is chance.',
  'A node without its network plugin stays Ready: its pods wait, but the scheduler does not know.',
  'What applications do to each other: a quorum that is lost, a leader that moves, data that are copied.',
]
