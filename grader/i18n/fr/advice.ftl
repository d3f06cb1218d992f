# Que faire ensuite. Une phrase par sorte d'échec ; l'indice de l'exercice s'y ajoute.

advice-not-found = Donnez à un programme l’un de ces noms : en Rust `src/bin/{ $name }.rs` (ou `[[bin]] name = "{ $name }"` dans `Cargo.toml`), en Python `{ $name }.py`.
advice-ambiguous = N’en gardez qu’un, ou dites dans un fichier `grader.toml` quelle commande lance `{ $role }`.
advice-not-declared = Ajoutez `[roles.{ $role }]` avec sa `command` dans `grader.toml` : avec un tel fichier, les programmes ne sont pas cherchés par leur nom.
advice-no-file = Les chemins partent du dossier de `grader.toml` et y restent : après la compilation, le fichier doit s’y trouver et être exécutable. Une commande de l’ordinateur se donne par son nom seul, comme `python3`.
advice-did-not-build = Corrigez la première erreur de compilation, puis recommencez : les suivantes en découlent souvent.
advice-not-made = Tapez vous-même cette commande dans votre dossier, et corrigez l’erreur qu’elle affiche.
advice-no-interpreter = Installez `{ $needs }`, ou vérifiez qu’il se trouve dans le `PATH` ; si c’est votre `grader.toml` qui le nomme, vérifiez aussi ce nom.
advice-cannot-execute = Lancez le programme vous-même, à la main, pour voir le même message.
advice-never-listened = Un serveur doit écouter dès son démarrage, sans attendre de saisie : en Rust `TcpListener::bind(adresse)`, en Python `bind` puis `listen`.
advice-listens-elsewhere = Prenez l’adresse dans le premier argument, l’hôte aussi bien que le port, sous la forme `127.0.0.1:8000` ; en Rust `std::env::args().nth(1)`, en Python `sys.argv[1]`, à couper au dernier `:`.
advice-unreachable = Écoutez sur `127.0.0.1` (ou sur toutes les adresses, `0.0.0.0`).
advice-exited-before = Lisez son dernier message, puis lancez-le à la main avec les mêmes arguments.
advice-never-connected = Un client se connecte dès son démarrage, à l’adresse donnée en premier argument (sans argument : `127.0.0.1:8000`).
advice-exited-success = Le programme s’est terminé de lui-même (code de sortie 0) : cherchez le `return` ou la fin de fonction par où il sort, ou ce qui termine la boucle où il devait rester.
advice-exited = Cherchez ce qui peut arrêter tout le programme : un `unwrap`, un `?`, un `exit`, ou une exception qui sort de la boucle principale.
advice-exited-many = Il s’est arrêté après des centaines de connexions. Si son dernier message dit qu’il n’y a plus de descripteurs, de threads ou de processus à obtenir (`Too many open files`, `out of range in select()`), des connexions finies les ont épuisés : quand un client part, fermez sa connexion et terminez son thread ou son processus. Sinon, cherchez un `unwrap`, un `?`, un `exit`, ou une exception qui sort de la boucle principale.
advice-killed = Un signal a arrêté le programme : cherchez quel appel ou quel autre programme l’envoie (`man 7 signal` dit quand vient chacun).
advice-killed-abort = Le programme a été arrêté par `abort`, et dit le plus souvent pourquoi juste avant : un `assert`, une mémoire libérée deux fois ou écrite au-delà de sa fin, en Rust une pile pleine (une fonction qui s’appelle sans fin).
advice-killed-memory = Le programme a utilisé une mémoire qui n’est pas à lui : un indice au-delà de la fin du tableau, un pointeur `NULL` ou déjà libéré, une fonction qui s’appelle sans fin. En C, compilez avec `-g -fsanitize=address` et lancez-le à la main : il donne alors la ligne.
advice-killed-division = Le programme a divisé un entier par zéro : cherchez chaque `/` et chaque `%`, et ce que peut valoir leur côté droit.
advice-refused = La boucle d’`accept` doit survivre à l’erreur d’un client : pas d’`unwrap`, de `?` ni d’exception qui en sorte.
advice-refused-runs = Le programme tourne encore, et plus rien n’écoute : créez la socket d’écoute une seule fois, avant la boucle, et gardez-la jusqu’à la fin. Si elle est fermée ou créée à nouveau, tout client qui arrive entre-temps est refusé.
advice-not-accepted = Retournez à `accept` sans attendre la fin d’une conversation : un thread (ou une tâche) par client.
advice-no-answer = Traitez chaque ligne dès qu’elle est lue, terminez chaque envoi par `\n`, et videz le tampon (`flush`) s’il y en a un.
advice-wrong-answer-unknown = Comparez ce qui était attendu et ce qui a été reçu, à partir du repère `^`.
advice-wrong-answer-prefix-missing = Ajoutez le préfixe devant le message, espace comprise, comme l’énoncé le donne.
advice-wrong-answer-prefix-differs = Écrivez le préfixe exactement comme l’énoncé le donne : mêmes majuscules, même ponctuation, mêmes espaces.
advice-wrong-answer-nul-padded = N’envoyez que les octets lus : en Rust `&tampon[..n]`, où `n` est ce que `read` a rendu ; en Python, ce que `recv` a rendu.
advice-wrong-answer-reply-per-read = TCP ne garde pas les limites des messages : lisez jusqu’à `\n` (en Rust `BufReader::read_line`, en Python `makefile().readline`) avant de répondre.
advice-wrong-as-earlier = La réponse est fausse de la même façon que dans `{ $check }` : commencez par celui-là, puis relancez ce contrôle.
advice-wrong-answer-someone-elses = Chaque conversation doit avoir son propre tampon et sa propre socket, sans rien partager avec les autres : pas de variable globale, ni en Python de valeur par défaut d’un paramètre (`tampon=bytearray()`), créée une fois pour tous les appels.
advice-wrong-answer-earlier = Videz le tampon entre deux messages : en Rust, `read_line` ajoute à la fin de ce qui s’y trouve déjà ; en Python, retirez-en les lignes qui ont eu leur réponse.
advice-wrong-answer-broken-character = Assemblez la ligne entière en octets avant de la décoder : une lecture peut s’arrêter au milieu d’un caractère.
advice-wrong-answer-truncated = Lisez jusqu’à `\n`, quelle que soit la longueur de la ligne : un tampon ou une borne (`take(1024)`, `recv(1024)`) n’en contient que le début. Et envoyez toute la réponse : `write_all` en Rust, `sendall` en Python.
advice-ended-early = Ne fermez la connexion qu’à la fin du flux de l’autre (une lecture qui rend 0 octet), et une fois toutes les réponses envoyées.
advice-ended-early-failed = Commencez par l’erreur que votre programme a affichée : ce qui n’est pas traité là où cela se produit fait quitter la fonction, ou le programme, et ferme la connexion au passage.
advice-not-ended = Quand la lecture rend 0 octet, l’autre a terminé : sortez de la boucle et fermez la connexion.
advice-not-read = Lisez la connexion en continu, sans attendre d’avoir fini d’écrire ailleurs.
advice-not-printed = Affichez le texte sur la sortie standard, en entier, dès qu’il est connu ; si le programme n’arrive pas jusque-là, voyez ce qu’il attend.
advice-not-printed-ended = Le programme s’est terminé de lui-même (code de sortie 0) sans l’afficher : cherchez le `return` ou la fin de fonction par où il sort, et ce que ses autres threads avaient encore à faire.
advice-not-received = Envoyez la ligne, entière et terminée par `\n`, dès qu’elle est due ; si le programme n’arrive pas jusque-là, voyez ce qu’il attend.
advice-not-exited = Après la dernière étape, laissez le programme arriver à sa fin : sortez des boucles, et fermez ce que d’autres attendent.
advice-not-exited-reads = La dernière étape faite, il lit encore sur une connexion : sortez de cette boucle, ou fermez la connexion, avant que le programme ne doive se terminer.
advice-not-exited-accepts = La dernière étape faite, il attend encore un client : sortez de la boucle d’`accept`, ou mettez-la dans un thread qui n’empêche pas la fin (en Rust, un thread que personne n’attend par `join` ; en Python, avec `daemon=True`).
advice-not-exited-input = Il lit encore son entrée standard : voyez ce qui ferait finir cette lecture.
advice-not-exited-unconnected = Il lit son entrée standard, et n’est connecté à personne. Connectez-le avant de lire la première ligne ; si cela échoue, qu’il le dise et se termine, au lieu de lire encore.
advice-not-exited-thread = Le premier thread de votre programme en attend un autre : voyez ce que celui-là attend, et ce qui le ferait finir.
advice-not-exited-thread-accepts = Le premier thread de votre programme en attend un autre, et l’un des autres attend un client à accepter, ce qui ne finit jamais de soi-même. Si c’est celui-là, ne l’attendez pas (en Rust, pas de `join` ; en Python, créez-le avec `daemon=True`, car Python attend tous les autres à sa fin), ou fermez la socket d’écoute. Sinon, voyez ce qu’attend celui dont il a besoin.
advice-not-exited-sleeps = Il dort : une boucle qui attend puis recommence doit finir, elle aussi, quand il n’y a plus rien à tenter ou que le temps pour le faire est écoulé.
advice-wrong-status-success = Quand tout va bien, terminez par le code 0 : en Rust, `main` qui rend `Ok(())` ; en Python, un script qui arrive à sa fin.
advice-wrong-status-failure = Signalez l’échec : en Rust, `main` qui rend une erreur, ou `std::process::exit(1)` ; en Python `sys.exit("message")`.
advice-said-nothing = Affichez une phrase sur la sortie d’erreur (en Rust `eprintln!`, en Python `print(…, file=sys.stderr)`) avant de terminer.
advice-not-carried = Envoyez la ligne, sous la forme que donne l’énoncé, dès qu’elle est due ; si le programme n’arrive pas jusque-là, voyez ce qu’il attend.
advice-not-carried-closed = Envoyez la ligne avant de fermer la connexion, et à chacun de ceux à qui elle est due : un programme qui se termine, une fonction qui rend la main (en Rust, son `TcpStream` est détruit) et un `with` de Python la ferment aussi.
advice-not-covered = Chaque intervalle commence là où finit le précédent, et le dernier finit avec le tout : dans `[a, b)`, `b` est déjà le premier nombre du suivant. Écrivez les bornes que votre boucle produit sur un petit exemple.
advice-rule-broken = Relisez cette règle dans l’énoncé, puis l’endroit du programme qui forme cette ligne.
advice-grows = Quand un client part, terminez son thread ou son processus et fermez sa connexion (en Rust, laissez le `TcpStream` être détruit ; en Python, appelez `close` ou utilisez `with` ; un processus créé par `fork` finit par `os._exit(0)`, et son parent ferme sa propre copie de la connexion, et l’attend avec `os.waitpid` ou ignore `SIGCHLD`).
advice-burns = Trouvez la boucle qui n’attend jamais. Si elle relit après la fin du flux, sortez-en dès qu’une lecture rend 0 octet. Si elle n’appelle que ce qui ne bloque pas (`accept` ou `read` après `set_nonblocking(true)`, en Python `setblocking(False)` ; `poll` ou `select` avec un délai de 0), faites-la attendre.
advice-burns-nobody = Trouvez la boucle qui n’attend jamais. Aucune connexion d’un client parti n’est restée ouverte, elle n’en lit donc aucune : elle appelle sans cesse ce qui ne bloque pas (`accept` après `set_nonblocking(true)`, en Python `setblocking(False)` ; `poll` ou `select` avec un délai de 0 ; `try_recv`). Faites-la attendre.
advice-burns-half-line = Le dernier à partir, { $actor }, l’a fait au milieu d’une ligne. Trouvez la boucle qui n’attend jamais : si elle lit jusqu’à ce que la ligne soit complète, elle doit aussi finir quand une lecture rend 0 octet, car le reste de la ligne ne viendra plus.
advice-limit = Cherchez une boucle qui ne s’arrête pas, souvent une fin de flux (0 octet lu) qui n’est pas reconnue.
advice-needs-isolation = Lancez `grader` sur un Linux qui permet les espaces de noms, ou lisez l’adresse dans le premier argument.
advice-leave-out-isolation = Enlevez `--isolation` : là où cet ordinateur donne des machines isolées, chaque programme a tous les ports pour lui.
advice-port-taken = Arrêtez le programme qui y écoute, ou lancez `grader` sur un Linux qui permet les espaces de noms.
advice-reference-failed = Recommencez ; si cela se répète, signalez-le à votre enseignant avec la graine.
advice-out-of-reach = Installez-en un pour tous, ou lancez `grader` sous un autre nom d’utilisateur.
advice-host-failed = Recommencez quand l’ordinateur aura moins à faire ; si cela ne suffit pas, libérez de la mémoire, des processus ou de la place sur le disque.
advice-grader-failed = Signalez-le à votre enseignant, avec la commande qui refait ce contrôle.

# Où regarder d’abord, quand aucune erreur courante n’a été trouvée : seul `grader hint` le montre.

look-listening = Lancez le serveur à la main avec `127.0.0.1:8000` en argument. Dans un autre terminal, `ss -ltn` montre toutes les adresses écoutées : la vôtre y est-elle, et tout de suite ?
look-ended = Lancez le programme à la main avec les mêmes arguments, et lisez la dernière chose qu’il affiche. En Rust, une panique donne le fichier et la ligne ; en Python, la dernière ligne du `Traceback` donne l’erreur, et celles du dessus le chemin qui y mène.
look-killed = Lancez le programme à la main dans un débogueur (`gdb --args` et sa commande, puis `run`), et faites ce que montre l’échange : quand le signal vient, `bt` donne la ligne et les appels qui y mènent.
look-waiting = Affichez une ligne avant et après chaque appel qui peut attendre, comme `accept`, `read`, `write`, `lock` ou `join` (en Rust `eprintln!`, en Python `print(…, file=sys.stderr)`), et relancez le contrôle. `grader explain` montre ces lignes à leur place dans l’échange : là où elles s’arrêtent, votre programme attend.
look-answer = Affichez ce qui a été lu, et ce que vous allez envoyer, avec tout ce qui ne se voit pas (en Rust `dbg!(&ligne)`, en Python `print(repr(ligne), file=sys.stderr)`), et relancez le contrôle : lequel des deux est faux le premier ?
look-closed = Cherchez tout ce qui lâche la connexion, ou la socket d’écoute : `return`, `break`, `?`, une exception, la fin du bloc ou de la tâche qui la contient. Affichez une ligne avant chacun, et chaque erreur passée sous silence (`let _ =`, `except: pass`) : laquelle s’affiche en dernier ?
look-stays = Faites la liste de tout ce qui doit finir avant que votre programme ne se termine : chaque boucle, chaque lecture, chaque thread attendu. Affichez une ligne après chacun : la première qui manque dit où il reste.
look-status = Lancez-le à la main : juste après, `echo $?` montre son code de sortie ; et ce qui reste avec `2>/dev/null` est sa sortie standard, ce qui disparaît sa sortie d’erreur.
look-rule = Suivez ligne par ligne l’échange que montre `grader explain`, l’énoncé sous les yeux, jusqu’à la première ligne que votre programme envoie trop tôt, trop tard ou sous une autre forme.
look-grows = Lancez le serveur, connectez-vous et partez dix fois (`nc 127.0.0.1 8000 </dev/null`), et recomptez chaque fois : `ls /proc/PID/fd | wc -l` pour ses connexions, `ls /proc/PID/task | wc -l` pour ses threads, `pgrep -P PID | wc -l` pour les processus qu’il a créés. Ce qui augmente n’est pas rendu.
look-burns = Affichez une ligne dans chaque boucle, et lancez le programme à la main : la boucle qui remplit l’écran n’attend jamais. `top -H` montre de quel thread il s’agit.
