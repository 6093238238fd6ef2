{{- define "midwatch.labels" -}}
app.kubernetes.io/name: midwatch
{{- end }}

{{/* The gateway's pod: the labels by which everything finds it. */}}
{{- define "midwatch.gateway" -}}
app.kubernetes.io/name: midwatch
app.kubernetes.io/component: gateway
{{- end }}

{{- define "midwatch.cronSeed" -}}
app.kubernetes.io/name: midwatch
app.kubernetes.io/component: cron-seed
{{- end }}

{{- define "midwatch.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end }}

{{- define "midwatch.claim" -}}
{{ .Values.persistence.existingClaim | default .Release.Name }}
{{- end }}

{{/* What Pod Security's level restricted asks of a pod, and of a container. */}}
{{- define "midwatch.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "midwatch.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "midwatch.environment" -}}
- name: MIDWATCH_HOME
  value: /opt/data
- name: MIDWATCH_SEED
  value: /opt/seed
{{- end }}

{{- define "midwatch.mounts" -}}
- name: data
  mountPath: /opt/data
- name: seed
  mountPath: /opt/seed
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "midwatch.volumes" -}}
- name: data
  persistentVolumeClaim:
    claimName: {{ include "midwatch.claim" . }}
- name: seed
  configMap:
    name: {{ .Release.Name }}-seed
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- end }}
