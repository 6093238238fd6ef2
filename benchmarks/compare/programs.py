"""The programs that are compared: how each is run, and which objects its answer names."""
import json, os


def key(ref):
    return ref['kind'], ref.get('namespace') or '', ref['name']


class Midwatch:
    name, title, local, good_exits = 'midwatch', 'midwatch, cold (scan)', True, (0,)
    versions = {'argoproj.io': 'v1alpha1', 'metrics.k8s.io': 'v1beta1', 'gateway.networking.k8s.io': 'v1'}

    def command(self, root, kubeconfig):
        return [os.environ.get('MIDWATCH', str(root / 'midwatch')), 'scan', '--kubeconfig', kubeconfig, '--output', 'json']

    def named(self, output):
        """What is told is a cause with all that it explains; every one of these objects is named."""
        findings = json.loads(output)['findings']
        told = {one['fingerprint']: {key(one['subject']), key(one['owner'])} for one in findings if not one['caused_by']}
        everything = {key(one[role]) for one in findings for role in ('subject', 'owner')}
        for one in findings:
            if one['caused_by']:
                told[one['caused_by']] |= {key(one['subject']), key(one['owner'])}
        return list(told.values()), everything

    def list_paths(self, output):
        paths = []
        for looked in json.loads(output)['coverage']['looked_at']:
            plural, _, group = looked['resource'].partition('.')
            paths.append(f'/apis/{group}/{self.versions.get(group, "v1")}/{plural}' if group else f'/api/v1/{plural}')
        return paths


class K8sgpt:
    name, title, local, good_exits = 'k8sgpt', 'k8sgpt analyze', False, (0,)

    def command(self, root, kubeconfig):
        return [self.name, 'analyze', '--kubeconfig', kubeconfig, '--output', 'json']

    def named(self, output):
        told = []
        for result in json.loads(output[output.index('{'):]).get('results') or []:
            namespace, _, name = result['name'].rpartition('/')
            told.append({(result['kind'], namespace, name)} | self.parent(result, namespace))
        return told, set().union(*told) if told else set()

    @staticmethod
    def parent(result, namespace):
        kind, _, name = (result.get('parentObject') or '').partition('/')
        return {(kind, namespace, name)} if name else set()


class Popeye:
    # It ends with 1 where something is wrong in the cluster.
    name, title, local, good_exits = 'popeye', 'popeye, its errors', False, (0, 1)
    error = 3
    kinds = {
        'configmaps': 'ConfigMap', 'cronjobs': 'CronJob', 'daemonsets': 'DaemonSet', 'deployments': 'Deployment', 'horizontalpodautoscalers': 'HorizontalPodAutoscaler',
        'ingresses': 'Ingress', 'jobs': 'Job', 'namespaces': 'Namespace', 'nodes': 'Node', 'persistentvolumeclaims': 'PersistentVolumeClaim',
        'persistentvolumes': 'PersistentVolume', 'pods': 'Pod', 'replicasets': 'ReplicaSet', 'secrets': 'Secret', 'serviceaccounts': 'ServiceAccount',
        'services': 'Service', 'statefulsets': 'StatefulSet',
    }

    def command(self, root, kubeconfig):
        return [self.name, '--kubeconfig', kubeconfig, '--all-namespaces', '--output', 'json']

    def named(self, output):
        report = json.loads(output[output.index('{'):])['popeye']
        told = []
        for section in report.get('sections') or report.get('sanitizers') or []:
            kind = self.kinds.get((section.get('gvr') or section.get('linter') or section.get('sanitizer')).split('/')[-1])
            for full_name, issues in (section.get('issues') or {}).items():
                if kind and any(issue['level'] >= self.error for issue in issues):
                    namespace, _, name = full_name.rpartition('/')
                    told.append({(kind, namespace, name)})
        return told, set().union(*told) if told else set()


PROGRAMS = [Midwatch(), K8sgpt(), Popeye()]
