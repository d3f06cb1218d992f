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
fact-released = le lien rend { $count ->
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
fact-limit-cpu = a utilisé plus de { $allowed } de temps de processeur
fact-limit-file = a écrit un fichier de plus de { $allowed }
fact-limit-memory = utilise plus de { $allowed } de mémoire
fact-limit-processes = a plus de { $allowed } processus et threads
fact-used = { $threads } threads, { $descriptors } descripteurs
fact-pieces = en { $count } morceaux
folded = … { $count ->
    [one] une autre ligne
   *[other] { $count } autres lignes
}
milliseconds = { $ms } ms
seconds = { $s } s
own-words = { $member }, sur sa sortie d’erreur :
own-end = { $member } s’est arrêté : { $exit }

# What ended a wait for what did not come.
waited-rest = Plus rien ne peut arriver : tous les programmes attendent.
waited-deadline = Le temps accordé à cette étape est écoulé.
