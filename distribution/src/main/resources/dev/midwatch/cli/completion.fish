complete -c midwatch -f
complete -c midwatch -n __fish_use_subcommand -a demo -d 'The whole story on a simulated cluster: quiet, five things break, one is repaired with your approval.'
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l home
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l context
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l output
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l speed
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l port
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l dashboard-port
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l help
complete -c midwatch -n '__fish_seen_subcommand_from demo' -l version
complete -c midwatch -n __fish_use_subcommand -a scan -d 'Say what is broken right now, and what could not be seen. Reads only, keeps nothing.'
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l home
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l context
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l output
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l namespace
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l simulate
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l check
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l plugin
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l lint
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l details
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l fail-on
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l watch
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l help
complete -c midwatch -n '__fish_seen_subcommand_from scan' -l version
complete -c midwatch -n __fish_use_subcommand -a chat -d 'Talk with Midwatch about the cluster, at the terminal or with -q from a script.'
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l home
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l context
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l output
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l session
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l continue
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l about
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l model
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l question
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l help
complete -c midwatch -n '__fish_seen_subcommand_from chat' -l version
complete -c midwatch -n __fish_use_subcommand -a gateway -d 'The watch itself: run it, or ask how it is.'
complete -c midwatch -n '__fish_seen_subcommand_from gateway' -a run -d 'Run the watch until it is told to stop: jobs on their schedules, messages delivered, answers heard.'
complete -c midwatch -n '__fish_seen_subcommand_from gateway' -a status -d 'Proof of watch: is a gateway running, when did it last look, what did it see, what could it not see.'
complete -c midwatch -n '__fish_seen_subcommand_from gateway' -l help
complete -c midwatch -n '__fish_seen_subcommand_from gateway' -l version
complete -c midwatch -n __fish_use_subcommand -a cron -d 'Jobs and their schedules.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a create -d 'Create a job.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a list -d 'The jobs, when they run next, and how they ran last.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a status -d 'Whether the schedule is kept: the last tick and what is overdue.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a runs -d 'The last runs, of all jobs or of one.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a edit -d 'Change a job.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a pause -d 'Do not run a job until it is resumed.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a resume -d 'Run a paused job again.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a run -d 'Run a job now, whatever its schedule says.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a remove -d 'Remove a job; its outputs stay.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -a apply -d 'Create and edit jobs as a file says; others stay as they are.'
complete -c midwatch -n '__fish_seen_subcommand_from cron' -l help
complete -c midwatch -n '__fish_seen_subcommand_from cron' -l version
complete -c midwatch -n __fish_use_subcommand -a findings -d 'What is broken, as the ledger remembers it.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -a list -d 'Open findings; folded ones name their cause.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -a show -d 'Everything known of a finding.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -a ack -d 'Say that somebody is on it: no repeats until it is resolved or gets worse.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -a silence -d 'Do not tell one finding, or all that match, for a while.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -a unsilence -d 'End a silence.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -a silences -d 'The silences in force.'
complete -c midwatch -n '__fish_seen_subcommand_from findings' -l help
complete -c midwatch -n '__fish_seen_subcommand_from findings' -l version
complete -c midwatch -n __fish_use_subcommand -a actions -d 'What is done to the cluster, and the switch that stops all of it.'
complete -c midwatch -n '__fish_seen_subcommand_from actions' -a status -d 'Whether and what may be written.'
complete -c midwatch -n '__fish_seen_subcommand_from actions' -a list -d 'What was done, newest first, and whether it helped.'
complete -c midwatch -n '__fish_seen_subcommand_from actions' -a stop -d 'Let nothing be written to the cluster from the next write on; a running gateway obeys at once.'
complete -c midwatch -n '__fish_seen_subcommand_from actions' -a resume -d 'Take the stop back.'
complete -c midwatch -n '__fish_seen_subcommand_from actions' -l help
complete -c midwatch -n '__fish_seen_subcommand_from actions' -l version
complete -c midwatch -n __fish_use_subcommand -a proposals -d 'Repairs that wait for a person.'
complete -c midwatch -n '__fish_seen_subcommand_from proposals' -a list -d 'Proposals, newest first.'
complete -c midwatch -n '__fish_seen_subcommand_from proposals' -a show -d 'A proposal with the diff of its dry run.'
complete -c midwatch -n '__fish_seen_subcommand_from proposals' -a approve -d 'Let it happen, once.'
complete -c midwatch -n '__fish_seen_subcommand_from proposals' -a deny -d 'Do not let it happen; needs no cluster.'
complete -c midwatch -n '__fish_seen_subcommand_from proposals' -l help
complete -c midwatch -n '__fish_seen_subcommand_from proposals' -l version
complete -c midwatch -n __fish_use_subcommand -a sessions -d 'What was said to the model and by it, in conversations and in runs.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a list -d 'Sessions, newest first.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a search -d 'Sessions in which all these words were said, best first.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a show -d 'What was said in a session, oldest first.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a title -d 'Give a session another title.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a fork -d 'Begin a session with what was said in another, up to a turn; prints its id.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a export -d 'Write sessions to files, as Markdown for people or as JSON lines for programs.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a import -d 'Keep sessions that were had elsewhere: JSON lines of messages as OpenAIs API has them, or of an export.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a prune -d 'Forget the sessions in which nothing was said for long, but none that was imported. The gateway does it daily with sessions.auto_prune.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -a delete -d 'Forget sessions with all that was said in them; forks of them stay.'
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -l help
complete -c midwatch -n '__fish_seen_subcommand_from sessions' -l version
complete -c midwatch -n __fish_use_subcommand -a import -d 'Take over what another agent keeps.'
complete -c midwatch -n '__fish_seen_subcommand_from import' -a hermes -d 'Take over config.yaml, .env, SOUL.md, memories, skills, jobs and exported sessions of Hermes.'
complete -c midwatch -n '__fish_seen_subcommand_from import' -l help
complete -c midwatch -n '__fish_seen_subcommand_from import' -l version
complete -c midwatch -n __fish_use_subcommand -a checks -d 'The deterministic checks.'
complete -c midwatch -n '__fish_seen_subcommand_from checks' -a list -d 'Every check, whether it runs, and its settings.'
complete -c midwatch -n '__fish_seen_subcommand_from checks' -l help
complete -c midwatch -n '__fish_seen_subcommand_from checks' -l version
complete -c midwatch -n __fish_use_subcommand -a plugins -d 'Plugins, loaded and left out.'
complete -c midwatch -n '__fish_seen_subcommand_from plugins' -a list -d 'Plugins, as the gateway has them if it runs: loaded, draining, or left out with the reason.'
complete -c midwatch -n '__fish_seen_subcommand_from plugins' -a new -d 'Write a project for a plugin of your own, with a test; docs/plugins.md goes on from there.'
complete -c midwatch -n '__fish_seen_subcommand_from plugins' -a check -d 'Load a plugin as the kernel would and say whether it can be used: what it uses of the API, what it declares and needs,'
complete -c midwatch -n '__fish_seen_subcommand_from plugins' -l help
complete -c midwatch -n '__fish_seen_subcommand_from plugins' -l version
complete -c midwatch -n __fish_use_subcommand -a memory -d 'What is remembered, and what was learned from incidents.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -a list -d 'What waits for a person, and what is in force, with who said it and when.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -a add -d 'Remember a line from now on.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -a accept -d 'Do what waits.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -a reject -d 'Drop what waits.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -a remove -d 'Forget a line that is in force.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -a incidents -d 'What broke before, what ended it and how long it took; newest first.'
complete -c midwatch -n '__fish_seen_subcommand_from memory' -l help
complete -c midwatch -n '__fish_seen_subcommand_from memory' -l version
complete -c midwatch -n __fish_use_subcommand -a skills -d 'How things are done: skills/<name>/SKILL.md.'
complete -c midwatch -n '__fish_seen_subcommand_from skills' -a list -d 'What waits for a person, then the skills there are; folders that cannot be used are named with what to do.'
complete -c midwatch -n '__fish_seen_subcommand_from skills' -a show -d 'The text of a skill.'
complete -c midwatch -n '__fish_seen_subcommand_from skills' -a accept -d 'Do what waits under that name.'
complete -c midwatch -n '__fish_seen_subcommand_from skills' -a reject -d 'Drop what waits under that name.'
complete -c midwatch -n '__fish_seen_subcommand_from skills' -a remove -d 'Take away a skill that stands in a folder, with all its files.'
complete -c midwatch -n '__fish_seen_subcommand_from skills' -l help
complete -c midwatch -n '__fish_seen_subcommand_from skills' -l version
complete -c midwatch -n __fish_use_subcommand -a tools -d 'What the model may use.'
complete -c midwatch -n '__fish_seen_subcommand_from tools' -a list -d 'The tools a run would get now, and those withheld with the reason.'
complete -c midwatch -n '__fish_seen_subcommand_from tools' -l help
complete -c midwatch -n '__fish_seen_subcommand_from tools' -l version
complete -c midwatch -n __fish_use_subcommand -a rbac -d 'The rights Midwatch needs and has.'
complete -c midwatch -n '__fish_seen_subcommand_from rbac' -a manifest -d 'Print the least roles that the loaded plugins need; they only read unless asked otherwise.'
complete -c midwatch -n '__fish_seen_subcommand_from rbac' -a check -d 'Compare the rights that plugins declare with those the cluster grants.'
complete -c midwatch -n '__fish_seen_subcommand_from rbac' -l help
complete -c midwatch -n '__fish_seen_subcommand_from rbac' -l version
complete -c midwatch -n __fish_use_subcommand -a audit -d 'What was asked for, approved and done.'
complete -c midwatch -n '__fish_seen_subcommand_from audit' -a show -d 'The last steps, oldest first.'
complete -c midwatch -n '__fish_seen_subcommand_from audit' -a verify -d 'Prove that no step was changed, moved, taken out or cut off.'
complete -c midwatch -n '__fish_seen_subcommand_from audit' -l help
complete -c midwatch -n '__fish_seen_subcommand_from audit' -l version
complete -c midwatch -n __fish_use_subcommand -a config -d 'The configuration.'
complete -c midwatch -n '__fish_seen_subcommand_from config' -a show -d 'Every setting in force, and where it comes from; secrets are masked.'
complete -c midwatch -n '__fish_seen_subcommand_from config' -a check -d 'Say everything that is wrong with the configuration and the jobs.'
complete -c midwatch -n '__fish_seen_subcommand_from config' -a explain -d 'What can be set, what it means, and what holds where nothing is said.'
complete -c midwatch -n '__fish_seen_subcommand_from config' -l help
complete -c midwatch -n '__fish_seen_subcommand_from config' -l version
complete -c midwatch -n __fish_use_subcommand -a dashboard -d 'The web dashboard, which `gateway run` serves where dashboard.enabled says so.'
complete -c midwatch -n '__fish_seen_subcommand_from dashboard' -a hash-password -d 'Make a hash of a password, for dashboard.basic_auth.password or MIDWATCH_DASHBOARD_BASIC_AUTH_PASSWORD.'
complete -c midwatch -n '__fish_seen_subcommand_from dashboard' -l help
complete -c midwatch -n '__fish_seen_subcommand_from dashboard' -l version
complete -c midwatch -n __fish_use_subcommand -a doctor -d 'Look whether everything works, and say what to do about what does not.'
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l home
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l context
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l output
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l help
complete -c midwatch -n '__fish_seen_subcommand_from doctor' -l version
complete -c midwatch -n __fish_use_subcommand -a backup -d 'Copy the data directory into one file, while the gateway may be working in it.'
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l home
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l context
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l output
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l without-secrets
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l help
complete -c midwatch -n '__fish_seen_subcommand_from backup' -l version
complete -c midwatch -n __fish_use_subcommand -a restore -d 'Put a backup in the place of what the data directory holds; no gateway may be running in it, unless with --at-start.'
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l home
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l context
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l output
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l at-start
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l yes
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l help
complete -c midwatch -n '__fish_seen_subcommand_from restore' -l version
complete -c midwatch -n __fish_use_subcommand -a eval -d 'Measures the agent on simulated clusters: what it finds out, what it costs, what it tries to do.'
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l home
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l context
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l output
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l verbose
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l model
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l base-url
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l without-model
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l case
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l cases
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l list
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l repeat
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l parallel
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l timeout
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l report
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l min-score
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l help
complete -c midwatch -n '__fish_seen_subcommand_from eval' -l version
complete -c midwatch -n __fish_use_subcommand -a version -d 'Print the version of Midwatch, of its plugin API and of Java.'
complete -c midwatch -n '__fish_seen_subcommand_from version' -l home
complete -c midwatch -n '__fish_seen_subcommand_from version' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from version' -l context
complete -c midwatch -n '__fish_seen_subcommand_from version' -l output
complete -c midwatch -n '__fish_seen_subcommand_from version' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from version' -l verbose
complete -c midwatch -n __fish_use_subcommand -a completion -d 'Print a completion script. bash and zsh: source <(midwatch completion bash). fish: midwatch completion fish | source.'
complete -c midwatch -n '__fish_seen_subcommand_from completion' -l home
complete -c midwatch -n '__fish_seen_subcommand_from completion' -l kubeconfig
complete -c midwatch -n '__fish_seen_subcommand_from completion' -l context
complete -c midwatch -n '__fish_seen_subcommand_from completion' -l output
complete -c midwatch -n '__fish_seen_subcommand_from completion' -l no-color
complete -c midwatch -n '__fish_seen_subcommand_from completion' -l verbose
