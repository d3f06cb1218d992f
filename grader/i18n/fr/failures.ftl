# La cause d'un échec ou d'un doute, en une phrase. Une phrase par sorte.

no-program-found = Aucun programme n’a un nom qui convient au rôle `{ $role }` ({ $names }) ; trouvés : { $found }.
no-program-none = Aucun programme n’a été trouvé pour le rôle `{ $role }`.
no-program-ambiguous = Plusieurs programmes peuvent tenir le rôle `{ $role }` : { $candidates }.
no-program-not-declared = Votre `grader.toml` n’a pas de commande pour le rôle `{ $role }`.
no-program-no-file = Votre `grader.toml` nomme `{ $path }` pour le rôle `{ $role }`, et votre rendu n’a pas ce programme.
no-program-did-not-build = Votre programme `{ $label }` ne compile pas.
no-program-not-made = Une commande `build` de votre `grader.toml` a échoué, donc votre programme `{ $label }` n’est pas lancé.
no-program-no-interpreter = `{ $needs }` manque sur cet ordinateur : votre programme `{ $label }` ne peut pas être lancé.

cannot-execute = { $actor } n’a pas pu être exécuté : { $why }.
never-listened = { $actor } n’écoute sur aucun port.
listens-elsewhere = { $actor } écoute sur { $listens } et non sur { $asked }, l’adresse qui lui a été donnée.
unreachable = { $actor } écoute sur { $listens }, où personne ne peut le joindre.
exited-before-listening = { $actor } s’est arrêté avant d’écouter : { $exit }.
exited-before-connecting = { $actor } s’est arrêté avant de se connecter : { $exit }.
never-connected = { $actor } ne s’est jamais connecté ; il était attendu sur { $count ->
    [one] le port { $ports }
   *[other] les ports { $ports }
}.
exited = { $actor } s’est arrêté en plein échange : { $exit }.
refused = { $actor } s’est vu refuser la connexion : { $by } n’écoute plus.
not-accepted = { $actor } attend en vain d’être accepté : { $by } laisse sa connexion dans la file d’attente.
no-answer = { $at } attend un message, et rien n’est venu.
no-answer-from = { $at } attend un message que { $peer } n’a pas envoyé.
no-answer-partial = { $at } n’a pas reçu tout le message attendu.
wrong-answer-unknown = { $at } a reçu autre chose que le message attendu.
wrong-answer-prefix-missing = { $at } a reçu la réponse sans le préfixe demandé.
wrong-answer-prefix-differs = { $at } a reçu la réponse derrière un préfixe qui n’est pas tout à fait celui qui est demandé.
wrong-answer-nul-padded = { $at } a reçu une réponse qui contient des octets nuls : tout le tampon a été envoyé, pas seulement ce qui avait été lu.
wrong-answer-reply-per-read = { $at } a reçu le préfixe au milieu d’une ligne : il y a une réponse par lecture, et non par ligne.
wrong-answer-someone-elses = { $at } a reçu la réponse destinée à un autre.
wrong-answer-others-in-front = Dans ce que { $at } a reçu, ce qu’un autre avait envoyé précède son propre message.
wrong-answer-earlier = { $at } a reçu une réponse à l’un de ses messages précédents.
wrong-answer-broken-character = { $at } a reçu un caractère abîmé : il a été décodé en deux moitiés.
wrong-answer-truncated = { $at } n’a reçu que le début du message.
ended-early = La connexion avec { $at } a été fermée avant le message attendu.
ended-early-reset = La connexion avec { $at } a été coupée net (« reset ») avant le message attendu.
ended-early-by = { $peer } a fermé la connexion avec { $at } avant le message attendu.
ended-early-reset-by = { $peer } a coupé net (« reset ») la connexion avec { $at } avant le message attendu.
not-ended = La connexion avec { $at } devait être fermée, et reste ouverte.
not-read = { $by } ne lit pas ce que { $from } lui envoie : { $unread ->
    [one] un octet attend d’être lu
   *[other] { $unread } octets attendent d’être lus
}.
not-printed-ended = { $by } s’est arrêté avant d’avoir affiché le texte attendu : { $exit }.
not-printed = { $by } n’a pas affiché le texte attendu.
not-received = { $by } n’a pas reçu la ligne attendue.
not-exited = { $actor } ne se termine pas alors qu’il le devrait.
wrong-status-success = { $actor } s’est terminé sur un échec ({ $exit }) alors qu’un succès était attendu.
wrong-status-failure = { $actor } s’est terminé comme si tout allait bien ({ $exit }), alors qu’il devait signaler un échec.
wrong-status-any = { $actor } s’est mal terminé : { $exit }.
said-nothing = { $actor } s’est terminé sans un mot : rien ne dit à son utilisateur ce qui s’est passé.
not-carried = Entre { $from } et { $to }, la ligne attendue n’est pas venue.
not-carried-unanswered = { $to } n’a pas répondu à ce que { $from } a envoyé en dernier : la ligne qui devait suivre n’est pas venue.
not-carried-closed = { $by } a fermé la connexion avec { $with } avant que la ligne attendue ne vienne.
rule-broken = { $from } a envoyé une ligne qui enfreint la règle `{ $rule }`.
not-covered = { $many ->
    [one] Aucun des intervalles que { $from } a envoyés ne contient { $first }.
   *[other] Aucun des intervalles que { $from } a envoyés ne contient les nombres de { $first } à { $last }.
}
covered-twice = { $many ->
    [one] Deux des intervalles que { $from } a envoyés contiennent { $first }.
   *[other] Deux des intervalles que { $from } a envoyés contiennent les nombres de { $first } à { $last }.
}
grows = { $what ->
    [threads] Le nombre de threads que { $actor } utilise augmente
    [processes] Le nombre de processus que { $actor } utilise augmente
    [descriptors] Le nombre de descripteurs que { $actor } garde ouverts augmente
    [connections] Le nombre de connexions que { $actor } garde ouvertes augmente
   *[other] Ce que { $actor } utilise ({ $what }) augmente
} à chaque client : { $earlier ->
    [0] { $before }, puis { $now }
   *[other] { $before } après { $earlier } clients, puis { $now } après { $later }
}.
burns = { $actor } fait tourner le processeur alors que rien ne lui est envoyé.
limit-output = { $actor } a écrit plus de { $allowed } sur ses sorties.
limit-traffic = { $actor } a envoyé plus de { $allowed }.
limit-connections = { $actor } a ouvert plus de connexions qu’il n’est permis ({ $allowed }).
limit-messages = { $actor } a envoyé plus de { $allowed } messages.
limit-cpu = { $actor } a utilisé plus de { $allowed } de temps de processeur, avec tout ce qu’il a lancé.
limit-file = { $actor } a écrit un fichier de plus de { $allowed }.
limit-memory = { $actor } a utilisé plus de { $allowed } de mémoire, avec tout ce qu’il a lancé.
limit-processes = { $actor } avait plus de { $allowed } processus et threads en même temps.

doubt-needs-isolation = Ce contrôle demande des machines isolées, et les programmes sont lancés directement sur cet ordinateur.
doubt-needs-isolation-role = Ce contrôle demande des machines isolées : le programme `{ $role }` a son port codé en dur.
doubt-port-taken = Le port { $port }, qu’un programme a écrit dans son code, est occupé sur cet ordinateur.
doubt-reference-failed = Un programme de référence n’a pas fait sa part, ce n’est pas votre faute : { $cause }
doubt-out-of-reach = `{ $label }` a besoin d’un interpréteur que seul root peut lire sur cet ordinateur.
doubt-host-failed = L’ordinateur n’a pas pu faire ce qu’il fallait. Pour la personne qui s’en occupe (en anglais) : { $why }
doubt-grader-failed = `grader` lui-même a échoué, c’est un défaut de `grader` : { $why }
doubt-needs-unknown = Ce contrôle dépend de `{ $needs }`, qui n’a pas pu être jugé.
doubt-needs-run = Ce qu’on a vu de ce rendu quand il a été exécuté ne répond pas à ce qui est demandé ici maintenant : il faut l’exécuter à nouveau.

passed = Tout ce qui était demandé a été vu.
skipped = Non évalué : il faut d’abord réussir `{ $needs }`.

exit-success = code de sortie 0
exit-code = code de sortie { $code }
exit-panic = code de sortie 101 (en Rust, une panique)
exit-signal = tué par le signal { $signal }
exit-signal-named = tué par le signal { $signal } ({ $name })
