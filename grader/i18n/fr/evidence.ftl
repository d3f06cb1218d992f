# Les pièces à conviction : attendu et reçu, l'échange, la fin d'un programme. Des étiquettes courtes.

expected = attendu
received = reçu
printed = affiché
or = ou
got-nothing = (rien)
bytes-more = ({ $count } octets)
line-sent = ligne
wrong-byte = octet { $at }

fact-launched = est lancé
fact-launched-with = est lancé : { $arguments }
fact-listening = écoute sur { $listens }
fact-connected = se connecte
fact-refused = connexion refusée
fact-ended = fin du flux
fact-reset = coupe net (reset)
fact-holding = le lien retient la suite
fact-held = le lien retient cette ligne
fact-released = le lien laisse passer { $count ->
    [one] un octet
   *[other] { $count } octets
}
fact-cut = le lien est coupé
fact-typed = reçoit au clavier { $bytes }
fact-input-ended = fin de l’entrée standard
fact-printed = affiche { $bytes }
fact-signalled = reçoit { $signal }
fact-exited = s’arrête : { $exit }
fact-limit-output = a écrit plus de { $allowed }
fact-limit-traffic = a envoyé plus de { $allowed }
fact-limit-connections = a ouvert plus de connexions qu’il n’est permis ({ $allowed })
fact-limit-messages = a envoyé plus de { $allowed } messages
fact-limit-cpu = a utilisé plus de { $allowed } de temps de processeur
fact-limit-file = a écrit un fichier de plus de { $allowed }
fact-limit-memory = utilise plus de { $allowed } de mémoire
fact-limit-processes = a plus de { $allowed } processus et threads
fact-pieces = en { $count } morceaux
folded = … { $count ->
    [one] une autre ligne
   *[other] { $count } autres lignes
}
milliseconds = { $ms } ms
seconds = { $s } s
bytes-few = { $count } o
kibibytes = { $count } Kio
mebibytes = { $count } Mio
gibibytes = { $count } Gio
own-output = { $member }, sur sa sortie standard :
own-words = { $member }, sur sa sortie d’erreur :
own-end = { $member } s’est arrêté : { $exit }

diagram-others = autres
diagram-failed = ici le contrôle échoue
stuck-title = Qui attend qui, quand le contrôle échoue :
stuck-thread = { $actor }, thread { $thread }
stuck-threads = { $actor }, { $count } threads
stuck-threads-named = { $actor }, threads { $threads }
stuck-processes = { $actor }, { $count } processus
colon = {" "}:{" "}
stuck-nothing = tourne, sans rien attendre
stuck-message = { $count ->
    [one] lit ce que dit { $members }, et plus rien n’en vient
   *[other] chacun lit ce que dit l’un de ceux-ci, et plus rien n’en vient : { $members }
}
stuck-message-silent = { $count ->
    [one] lit ce que dit { $members }, qui n’a rien envoyé
   *[other] chacun lit ce que dit l’un de ceux-ci, qui n’ont rien envoyé : { $members }
}
stuck-message-same = { $count ->
    [2] tous deux lisent ce que dit { $members }, et plus rien n’en vient
   *[other] tous lisent ce que dit { $members }, et plus rien n’en vient
}
stuck-message-same-silent = { $count ->
    [2] tous deux lisent ce que dit { $members }, qui n’a rien envoyé
   *[other] tous lisent ce que dit { $members }, qui n’a rien envoyé
}
stuck-reader = écrit pour { $member }, qui ne lit pas
stuck-client = { $count ->
    [one] attend une connexion à accepter
   *[other] attendent une connexion à accepter
}
stuck-server = attend que sa connexion soit acceptée
stuck-input = lit son entrée standard
stuck-any = attend ce qui viendra d’abord : { $things }
stuck-any-client = une connexion à accepter
stuck-any-newcomer = la prochaine connexion (celles de la file ne le réveillent pas)
stuck-any-input = son entrée standard
stuck-any-one = attend { $thing }
stuck-any-message = { $count ->
    [one] ce que dira { $members }
   *[other] un message de l’un de ceux-ci ({ $members })
}
stuck-any-other = attend des descripteurs derrière lesquels il n’y a aucun client
stuck-lock-of = attend un verrou que tient le thread { $thread }
stuck-lock = { $count ->
    [one] attend un verrou
   *[other] attendent un verrou
}
stuck-end-of = attend la fin du thread { $thread }
stuck-end = { $count ->
    [one] attend la fin d’un autre thread
   *[other] attendent la fin d’autres threads
}
stuck-channel = { $count ->
    [one] attend un message d’un autre thread, par un canal
   *[other] attendent un message d’un autre thread, par un canal
}
stuck-condition = { $count ->
    [one] attend d’être réveillé par un autre thread
   *[other] attendent d’être réveillés par un autre thread
}
stuck-another = { $count ->
    [one] attend un autre thread (sa fin, un verrou qu’il tient, un message, un réveil)
   *[other] attendent un autre thread (sa fin, un verrou qu’il tient, un message, un réveil)
}
stuck-another-or-tasks = { $count ->
    [one] attend un autre thread (sa fin, un verrou qu’il tient, un message, un réveil), ou une tâche, s’il appartient à un moteur de tâches
   *[other] attendent un autre thread (sa fin, un verrou qu’il tient, un message, un réveil), ou une tâche, s’ils appartiennent à un moteur de tâches
}
stuck-tasks = { $count ->
    [one] attend, dans le moteur de tâches, qu’une tâche puisse continuer ; ce qu’attend chaque tâche ne se voit pas du dehors
   *[other] attendent, dans le moteur de tâches, qu’une tâche puisse continuer ; ce qu’attend chaque tâche ne se voit pas du dehors
}
stuck-child = attend la fin d’un processus qu’il a lancé
stuck-signal = attend un signal
stuck-time = dort
stuck-other = est bloqué dans le système
stuck-at = à { $place }
stuck-at-in = à { $place }, dans `{ $calls }`
stuck-more = { $count ->
    [one] { $actor } a encore un autre thread immobile
   *[other] { $actor } a encore { $count } autres threads immobiles
}
stuck-queued = { $count ->
    [one] { $members } est connecté et attend d’être accepté
   *[other] { $count } connexions attendent d’être acceptées : { $members }
}
stuck-full = { $count ->
    [one] { $members } ne lit pas, et n’a plus de place pour ce qu’on lui envoie
   *[other] { $count } ne lisent pas, et n’ont plus de place pour ce qu’on leur envoie : { $members }
}
stuck-unread = { $count ->
    [one] ce qu’a envoyé { $members } n’est pas encore lu
   *[other] { $count } dont les envois ne sont pas encore lus : { $members }
}

# What ended a wait for what did not come.
waited-rest = Plus rien ne peut arriver : tous les programmes attendent.
waited-deadline = Le temps accordé à cette étape est écoulé.
