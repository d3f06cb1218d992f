# Les erreurs courantes : ce qui s’est passé, où regarder, pourquoi cela arrive, que faire.

mistake-prefix-missing-look = Comparez, octet par octet, la réponse attendue et celle qui est venue.
mistake-prefix-missing-why = Le préfixe fait partie de la réponse : c’est un programme qui lit la ligne et le cherche, pas une personne.

mistake-nul-padded-look = Regardez où il y a des octets nuls dans la réponse : d’où viennent ces `\0` ?
mistake-nul-padded-why = `read` remplit le début du tampon et dit combien d’octets il y a mis ; le reste contient encore ses zéros de départ.

mistake-reply-per-read = Il y a une réponse par lecture, et non une par ligne.
mistake-reply-per-read-look = Dans l’échange, voyez en combien de morceaux la ligne est venue, et après lequel la réponse est partie.
mistake-reply-per-read-why = Une lecture rend ce qui est déjà venu : un bout de ligne, une ligne ou plusieurs. Seul `\n` dit où une ligne finit.
mistake-reply-per-read-next = Lisez jusqu’à `\n` (en Rust `BufReader::read_line`, en Python `makefile().readline`) avant de répondre, et répondez à chaque ligne venue.

mistake-repr-sent = Votre programme envoie le message tel qu’on le montre à qui cherche une erreur, entre guillemets et avec des échappements (`b'…'` en Python, ce que fait `{"{:?}"}` en Rust), et non son texte.
mistake-repr-sent-look = Dans l’échange, voyez ce qui entoure le message dans la réponse. À quelle ligne en fait-on un texte ?
mistake-repr-sent-why = En Python, ce qu’on lit d’une socket est du type `bytes` : mis dans une f-string, ou donné à `str` ou `repr`, il devient le texte `b'…'`, guillemets et échappements compris. En Rust, `{"{:?}"}` écrit pour la mise au point, `{"{}"}` pour les autres.
mistake-repr-sent-next = En Python, décodez ce qui a été lu avant de le mettre dans un texte (`ligne.decode()`), ou restez en octets : `b"Echo: " + ligne + b"\n"`. En Rust, écrivez `{"{}"}` et non `{"{:?}"}`, avec un texte (`String::from_utf8_lossy`).

mistake-encoded-twice = Votre programme prend chaque octet du texte pour un caractère à lui seul, puis encode ceux-ci de nouveau en UTF-8 : `é` devient `Ã©`.
mistake-encoded-twice-look = Comparez `é` dans le message envoyé et dans la réponse. D’où viennent deux caractères, et à quelle ligne des octets deviennent-ils un texte ?
mistake-encoded-twice-why = En UTF-8, un caractère hors de l’ASCII prend plusieurs octets. `byte as char` en Rust, et `decode("latin-1")` en Python, font de chacun un caractère, et ce qui écrit le texte encode chacun d’eux en deux octets ou plus.
mistake-encoded-twice-next = Renvoyez les octets tels qu’ils sont venus ; ou rassemblez les octets de toute la ligne, et décodez-les en UTF-8 (en Rust `String::from_utf8_lossy(&ligne)`, ou `read_line` ; en Python `ligne.decode(errors="replace")`).

mistake-someone-elses-look = Dans l’échange, cherchez qui a envoyé ce dont cette réponse est faite.
mistake-someone-elses-why = Quelque chose qui n’appartient qu’à une conversation, un tampon ou une socket, est partagé entre plusieurs.
mistake-someone-elses-left-next = Celui qui avait envoyé ce texte était parti avant l’arrivée de ce client : ce qu’il avait laissé, par exemple une demi-ligne, était encore là et est allé au nouveau venu. Quand un client part, de quelque façon que ce soit, jetez tout ce qui était à lui : son tampon, sa place dans chacune des listes tenues en parallèle, son entrée dans chaque table par numéro ou par descripteur.

mistake-sent-to-all = Votre serveur envoie chaque réponse à tous ses clients, et pas seulement à celui qui a parlé.
mistake-sent-to-all-look = Dans l’échange, voyez à qui cette réponse est partie, et qui avait envoyé le message.
mistake-sent-to-all-why = Chaque client attend la réponse à son propre message. Une boucle sur la liste de toutes les connexions lui donne aussi celles des autres, comme dans un salon de discussion.
mistake-sent-to-all-next = Écrivez la réponse sur la socket d’où vient le message, et sur aucune autre.

mistake-earlier-look = Voyez quel message précédent cette réponse répète.
mistake-earlier-why = Un tampon garde son contenu tant qu’on ne l’efface pas : en Rust `read_line` ajoute à la fin, et un `read` plus court n’en recouvre que le début ; en Python, ce que `+=` a assemblé y reste tant qu’on ne l’en retire pas.

mistake-broken-character-look = Trouvez le caractère abîmé, et voyez en combien de morceaux la ligne est venue.
mistake-broken-character-why = En UTF-8, un caractère peut prendre jusqu’à quatre octets, et une lecture peut s’arrêter entre deux : décodées à part, les moitiés ne veulent rien dire.

mistake-truncated-look = Comparez les deux longueurs. La coupure tombe-t-elle après un nombre rond d’octets, comme 1024 ?
mistake-truncated-why = Un tampon, ou une borne sur ce qui est lu (`take(1024)`, `recv(1024)`), est parfois trop petit pour la ligne ; et `write` (en Python `send`) peut prendre moins d’octets qu’on ne lui en donne.

mistake-spaces-lost = Les espaces à un bout du message manquent.
mistake-spaces-lost-look = Par quel appel votre programme enlève-t-il la fin de la ligne ? Qu’enlève cet appel, en plus ?
mistake-spaces-lost-why = Le message est tout ce qui précède le `\n`, ses espaces aussi. `trim`, `trim_end`, `strip` et `rstrip` enlèvent tous les blancs qu’ils y trouvent, et pas seulement la fin de ligne.
mistake-spaces-lost-next = Enlevez la fin de ligne et rien d’autre : en Rust, `lines()` le fait, ou `trim_end_matches(['\r', '\n'])` ; en Python, `rstrip("\r\n")`.

mistake-accents-lost = Ce qui n’est pas de l’ASCII a disparu du texte, ou est devenu `?`.
mistake-accents-lost-look = Suivez une lettre comme `é` à travers votre programme : où est-elle perdue ou remplacée ?
mistake-accents-lost-why = En UTF-8, `é` fait deux octets, tous deux de 128 ou plus. Les perd qui ne garde que ce qu’`is_ascii` accepte, qui décode ou encode en `ascii` avec `ignore` ou `replace`, ou qui compare à `' '` un `char` du C, alors négatif.
mistake-accents-lost-next = Renvoyez les octets d’un message tels qu’ils sont venus. Là où il faut un texte, décodez et encodez en UTF-8 ; en C, regardez les caractères comme `unsigned char`.

mistake-beginning-lost = D’une ligne venue en morceaux, votre programme n’a répondu qu’à la fin : ce qu’il avait lu avant est perdu.
mistake-beginning-lost-look = Dans l’échange, voyez quand les morceaux sont venus. Que fait votre programme entre deux d’entre eux, et où garde-t-il ce qu’il a déjà lu ?
mistake-beginning-lost-why = Une lecture interrompue en route (un délai d’attente : `settimeout`, `set_read_timeout`, `tokio::time::timeout` ; une autre branche de `select!`) a déjà pris des octets : si la suivante commence avec un tampon vide, ils sont perdus. De même là où un nouveau `BufReader` ou `makefile` est fait à chaque lecture.
mistake-beginning-lost-next = Gardez ce qui a été lu d’une ligne dans un tampon qui vit autant que la connexion, et ne le videz qu’une fois la ligne entière ; ou lisez sans délai d’attente, chaque client dans son propre thread ou sa propre tâche.

mistake-character-cut = Votre serveur a fermé la connexion à l’arrivée d’un morceau qui finit au milieu d’un caractère : seul, un tel morceau n’est pas de l’UTF-8 valide.
mistake-character-cut-look = Que fait votre programme de ce que rend chaque lecture, avant que la ligne ne soit entière ? Cherchez où des octets y deviennent du texte, et ce qui se passe quand cela échoue.
mistake-character-cut-why = En UTF-8, un caractère peut prendre jusqu’à quatre octets, et le réseau peut couper entre deux d’entre eux. Qui décode chaque morceau à part obtient une erreur pour une moitié de caractère (`from_utf8` en Rust, `decode()` en Python), et cette erreur met fin à la conversation.
mistake-character-cut-next = Rassemblez les octets jusqu’à ce que le `\n` soit venu, et ne décodez que la ligne entière : en Rust `read_until` dans un `Vec<u8>`, en Python un tampon de `bytes`, ou `makefile`.

mistake-not-cleared = Avec chaque ligne, votre client renvoie toutes celles d’avant.
mistake-not-cleared-look = Dans l’échange, comparez ce qui a été tapé et ce que votre client a envoyé ensuite. Dans quelle variable lit-il une ligne, et qu’y a-t-il dedans avant la suivante ?
mistake-not-cleared-why = En Rust, `read_line` ajoute la nouvelle ligne à la fin de sa `String`, et n’en retire rien ; `+=` et `extend` font de même. La variable contient donc tout ce qui a été tapé jusque-là.
mistake-not-cleared-next = Videz la variable avant chaque lecture (`ligne.clear()`), ou créez-la à nouveau dans la boucle.

mistake-empty-line-ends = Une ligne vide a été tapée, et votre client l’a prise pour la fin de son entrée.
mistake-empty-line-ends-look = Par quelle condition votre boucle sur l’entrée se termine-t-elle ? Que contient la ligne à ce moment : avant que sa fin ne soit enlevée, et après ?
mistake-empty-line-ends-why = Une ligne vide a encore son `\n` ; à la fin de l’entrée, il n’y a plus rien du tout. Une fois la fin de ligne enlevée (`trim`, `strip` ; l’`input()` de Python le fait tout seul), les deux se ressemblent.
mistake-empty-line-ends-next = Voyez si l’entrée est finie avant d’enlever la fin de ligne : en Rust `read_line` rend `Ok(0)`, en Python `readline()` rend `""`, et `input()` lève `EOFError`. Envoyez une ligne vide comme une autre.

mistake-empty-line-skipped = Une ligne vide a été tapée, et votre client ne l’a pas envoyée.
mistake-empty-line-skipped-look = Que fait votre client d’une ligne où il n’y a rien ?
mistake-empty-line-skipped-why = Une ligne vide est un message comme un autre, et le serveur y répond.
mistake-empty-line-skipped-next = Envoyez chaque ligne tapée, la ligne vide aussi (`\n` seul), et ne vous arrêtez qu’à la fin de l’entrée.

mistake-answered-another = La réponse est partie vers un autre client.
mistake-answered-another-look = Dans l’échange, cherchez à qui votre programme a écrit cette réponse, puis où il garde la socket sur laquelle il écrit.
mistake-answered-another-why = Quelque chose qui n’appartient qu’à une conversation est partagé par toutes : souvent une variable contient « le » client, et le suivant y prend sa place.
mistake-answered-another-next = Donnez à chaque conversation sa propre socket et son propre tampon, dans des variables de son thread ou de sa tâche.

mistake-one-at-a-time = Votre serveur parle avec un client à la fois : tant que celui-ci se tait, les autres restent dans la file.
mistake-one-at-a-time-look = Voyez où le serveur est bloqué, et de qui il attend une ligne. Qui appelle `accept` pendant ce temps ?
mistake-one-at-a-time-why = Le même thread accepte et converse. Une lecture bloque jusqu’à ce que son client parle ; d’ici là, personne ne retourne à `accept`.
mistake-one-at-a-time-next = Donnez à chaque client accepté son propre thread ou sa tâche, et retournez aussitôt à `accept` : en Rust `thread::spawn(move || f(stream))`, en Python `Thread(target=f, args=(sock,)).start()`, alors que `target=f(sock)` appellerait `f` sur-le-champ.

mistake-joined-at-once = Votre serveur crée un thread pour un client, puis attend sa fin avant d’accepter le suivant.
mistake-joined-at-once-look = Voyez ce que le thread 1 attend, et où.
mistake-joined-at-once-why = `spawn(…).join()` (en Python, `start` puis aussitôt `join`) est aussi séquentiel qu’un appel : `join` ne rend la main qu’une fois le client parti. En Rust, la fin d’un `thread::scope` attend de même tous les threads qu’il contient.
mistake-joined-at-once-next = N’attendez pas le thread : laissez-le partir, ou conservez tous les `JoinHandle` (en Python, les `Thread`) et attendez-les tout à la fin du programme.
mistake-joined-by-scope-next = Un `thread::scope` attend à sa fin tous ses threads : mettez toute la boucle d’`accept` à l’intérieur d’un seul `scope`, ou utilisez `thread::spawn`, qui n’attend pas (ce que les threads partagent est alors dans un `Arc`).

mistake-not-accepting = Votre serveur a accepté une connexion, et ne retourne pas à `accept` pour la suivante.
mistake-not-accepting-look = Entre deux appels d’`accept`, que peut attendre votre serveur ?
mistake-not-accepting-why = Une boucle qui attend une conversation avant le prochain `accept` (un `await` sur sa tâche, une file pleine, un verrou) laisse les autres dans la file.
mistake-not-accepting-next = Lancez chaque conversation dans sa propre tâche ou son propre thread sans l’attendre, et retournez aussitôt à `accept`.

mistake-served-some = Votre serveur mène { $count } conversations à la fois, et ne retourne pas à `accept` pour la suivante : une limite à leur nombre, ou l’attente de la fin de l’une d’elles.
mistake-served-some-next = Cherchez ce qui dit combien : la taille d’un groupe de threads, un sémaphore, une file pleine, un nombre de processus (le `ForkingTCPServer` de Python a `max_children = 40`). Portez-le au-delà des clients qui peuvent venir, ou passez-vous-en ; et n’attendez la fin d’aucune conversation avant `accept`.

mistake-never-accepts = Votre serveur écoute, et n’a accepté personne : tous ceux qui se sont connectés attendent dans la file.
mistake-never-accepts-look = Après l’appel par lequel il écoute (`bind`, `listen`), et avant son premier `accept`, que peut attendre votre serveur ?
mistake-never-accepts-why = Dès qu’un programme écoute, le système prend des connexions pour lui ; seul `accept` les sort de la file. Ce qui attend sans fin avant le premier `accept` y laisse tout le monde : par exemple une file ou un canal borné (le `channel(16)` de tokio, `sync_channel(16)`, `Queue(maxsize=16)`) que l’on remplit d’avance, quand personne n’en retire encore rien. Tant que tout y tient, on ne remarque rien.
mistake-never-accepts-next = Que rien n’attende entre l’appel par lequel on écoute et le premier `accept`. Mettez ce qui est connu d’avance dans quelque chose qui grandit (un `VecDeque`, un `deque`, un canal sans borne), ou lancez ce qui vide la file avant de la remplir ; et laissez ce qui doit attendre à un thread ou à une tâche à part.

mistake-accepts-once = Votre serveur attend des événements qui ne sont signalés qu’une fois (« edge-triggered ») ; averti de ceux qui arrivaient, il a laissé quelqu’un dans la file.
mistake-accepts-once-look = Chaque fois que la socket d’écoute lui est signalée, combien de fois votre serveur appelle-t-il `accept` ?
mistake-accepts-once-why = Une telle attente (le `poll` de mio ; `EPOLLET` en C et en Python) signale que quelque chose a changé. Si plusieurs clients arrivent avant qu’elle ne reprenne, elle ne le signale qu’une fois : un seul `accept` prend le premier, et un autre reste dans la file jusqu’à ce que quelqu’un d’autre arrive. Des clients qui arrivent un par un sont tous servis : c’est une question d’instants.
mistake-accepts-once-next = Quand la socket d’écoute est signalée, appelez `accept` en boucle jusqu’à ce qu’il n’y ait plus personne : `ErrorKind::WouldBlock` en Rust, `BlockingIOError` en Python (après `setblocking(False)`), `EAGAIN` en C. Lisez de même les clients que vous surveillez ainsi.

mistake-child-accepts = Les processus que votre serveur crée pour ses clients ne finissent pas avec eux : chacun continue dans la boucle d’`accept`, et attend à son tour un client.
mistake-child-accepts-look = Après la conversation, à quelle ligne arrive ensuite le processus qui la mène ?
mistake-child-accepts-why = `fork` fait une copie qui continue à la même ligne que son parent. La conversation finie, seule sa propre fin empêche l’enfant de faire ce que fait le parent : le tour de boucle suivant. Il reste alors, pour chaque client, un serveur de plus dans la liste des processus.
mistake-child-accepts-next = Terminez chaque processus là où sa conversation est finie, de quelque façon qu’elle finisse : en Python `os._exit(0)`, de préférence dans un `finally`. Et que l’enfant ferme la socket d’écoute, dont il n’a pas besoin.

mistake-parent-keeps-copy = Les processus que votre serveur crée pour ses clients se sont terminés, et leurs connexions sont encore ouvertes dans le processus qui les a créés.
mistake-parent-keeps-copy-look = Après `fork`, par quelles lignes passe l’enfant, et par quelles lignes son parent ? Que fait chacun d’eux de la connexion du client ?
mistake-parent-keeps-copy-why = Après `fork`, une connexion est ouverte dans les deux processus, et ne finit que quand tous deux l’ont fermée. Tant que le parent garde sa propre copie, le client ne voit jamais la fin du flux, même si l’enfant a fermé la sienne ; et quand le parent n’a plus de descripteurs, `accept` échoue.
mistake-parent-keeps-copy-next = Après `fork`, le parent doit fermer aussitôt sa propre copie de la connexion (en C `close(fd)`, en Python `conn.close()`), et ne la garder nulle part. Elle reste ouverte dans l’enfant.

mistake-all-busy = Tous les threads de votre serveur qui conversent sont pris par d’autres clients, et personne ne lit celui-ci.
mistake-all-busy-look = Comptez les threads qui lisent, et les clients qu’ils attendent.
mistake-all-busy-why = Un nombre fixe de threads est épuisé par autant de clients muets ; le suivant est accepté, et il ne reste personne pour le lire.
mistake-all-busy-next = Créez un thread par client, ou utilisez des tâches asynchrones.

mistake-read-twice = { $count ->
    [2] Deux threads
   *[other] { $count } threads
} de votre serveur lisent ce que dit { $actor }, et aucun ce que dit { $left }.
mistake-read-twice-look = Regardez ce que vous donnez à un nouveau thread, là où vous le lancez : est-ce la connexion elle-même, ou une variable de la boucle d’`accept` qui la contient ?
mistake-read-twice-why = La variable donnée au thread avait changé avant qu’il ne la lise : le client suivant avait été accepté entre-temps, et c’est sa connexion qui s’y trouvait. Deux threads ont donc eu la même, et personne l’autre. C’est une question d’instants : avec un seul client, ou avec un peu de chance, tout va bien.
mistake-read-twice-next = Donnez à chaque thread sa propre copie de ce qu’il lui faut : en C, le numéro du descripteur lui-même, ou une case obtenue par `malloc` pour ce client, jamais l’adresse de la variable de la boucle (`&client`) ; en Python `args=(conn,)`, et non une `lambda` ou une variable globale qui sera lue plus tard ; en Rust, une fermeture avec `move`.

mistake-behind-lock = Pendant qu’un thread de votre serveur attend un message, d’autres attendent un verrou ou un canal.
mistake-behind-another = Pendant qu’un thread de votre serveur attend un message, d’autres attendent un autre thread : un verrou, un élément d’une file, un événement, ou la fin de l’un d’eux.
mistake-behind-lock-look = Voyez où des threads en attendent un autre, et où celui-ci lit.
mistake-behind-lock-why = Un verrou tenu pendant une lecture est tenu aussi longtemps qu’il plaît au client, et tous ceux qui en ont besoin attendent d’autant.
mistake-behind-lock-next = Lisez d’abord, puis verrouillez, modifiez et déverrouillez aussitôt : en Rust, laissez la garde être détruite avant la lecture suivante ; en Python, sortez d’abord du `with verrou:`.

mistake-deadlock = Des threads de votre programme attendent des verrous que personne ne rend : c’est un interblocage.
mistake-deadlock-look = Regardez où des threads attendent un verrou, et quels verrous chacun tient à ce moment.
mistake-deadlock-why = Deux threads qui prennent les deux mêmes verrous dans un ordre opposé s’attendent pour toujours, et un thread qui prend deux fois le même verrou s’attend lui-même. En Rust, une garde créée dans l’en-tête d’un `while let`, d’un `if let` ou d’un `match` vit jusqu’à la fin du bloc.
mistake-deadlock-next = Tenez un verrou à la fois, ou prenez-les partout dans le même ordre ; pour en rendre un plus tôt, en Rust sortez la valeur sur une ligne à part (`let x = m.lock().unwrap().pop();`) ou appelez `drop(garde)`, en Python gardez les `with verrou:` courts et jamais l’un dans l’autre pour le même verrou.

mistake-blocked-by-reading = Votre serveur est bloqué dans la lecture de ce que dit un client, alors que celui-ci ne dit plus rien, et ne sert personne d’autre pendant ce temps.
mistake-blocked-by-reading-look = Voyez où votre serveur lit, et qui. Qu’est-ce que ce thread aurait d’autre à faire ?
mistake-blocked-by-reading-why = Quand un seul thread s’occupe de plusieurs connexions (une boucle sur `select` ou `epoll`, les tâches de tokio ou d’asyncio), une lecture bloquante les arrête toutes jusqu’à ce que son client parle. `select` annonce des octets, pas une ligne entière ; et une lecture de la bibliothèque standard ne sait pas qu’elle est dans une tâche.
mistake-blocked-by-reading-next = Dans une tâche, lisez avec `.await` (en Rust `tokio::io`, en Python le `StreamReader` d’asyncio), ou confiez ce qui bloque à `spawn_blocking` (`asyncio.to_thread`). Après `select`, appelez `recv` une seule fois, ajoutez ce qui est venu au tampon de ce client, et sortez-en les lignes entières.

mistake-left-unread = Votre serveur a accepté ce client, et personne ne lit ce qu’il dit.
mistake-left-unread-look = Entre `accept` et la première lecture de ce client, qu’attend son thread ou sa tâche ?
mistake-left-unread-why = Un client accepté peut parler aussitôt. Un serveur qui attend d’abord autre chose, un certain nombre de clients par exemple, ou un verrou que tient une autre conversation, le fait patienter, peut-être pour toujours.
mistake-left-unread-next = Lancez le thread ou la tâche de chaque client dès qu’il est accepté, et n’attendez personne d’autre avant de lire.
mistake-left-unread-task-next = Cherchez ce que sa tâche attend au lieu de lire, surtout un verrou dont une autre tâche conserve la garde pendant un `.await`, ou un canal. Prenez ce qu’il vous faut dans un bloc à part (ou appelez `drop(garde)`), et ne parlez qu’ensuite. Une boucle à vous sur des événements signalés une seule fois (« edge-triggered ») doit lire jusqu’à ce qu’il ne reste rien.

mistake-left-after-answer = Votre serveur a répondu à un message précédent de ce client, et ne lit plus rien de ce qu’il dit : il attend un autre client, alors que cette connexion est encore ouverte.
mistake-left-after-answer-look = Suivez une connexion : combien de lignes votre serveur y lit-il entre deux appels d’`accept`, et qu’est-ce qui lui ferait lire la suivante ?
mistake-left-after-answer-why = Un client peut envoyer autant de messages qu’il veut sur une même connexion : elle est finie quand une lecture rend 0 octet, et non après une réponse. Un serveur qui lit une fois puis revient à `accept` ne lit pas la suite, si quelque chose tient la connexion ouverte : en Python, `makefile` la tient même après `close`, tant que ce fichier n’est pas fermé lui aussi.
mistake-left-after-answer-next = Lisez les lignes d’une connexion et répondez-y dans une boucle, jusqu’à la fin du flux (en Rust `for line in reader.lines()`, en Python `for line in f`), et ne fermez qu’ensuite. Si cette boucle est déjà là, trouvez ce qui en sort trop tôt : un `return`, un `break`, une exception.

mistake-waits-for-dead = Un thread de votre programme s’est terminé par une panique ou une exception, et d’autres attendent pour toujours ce qu’il leur devait, par exemple un verrou qu’il tenait encore.
mistake-waits-for-dead-look = Lisez sur la sortie d’erreur à quelle ligne ce thread s’est terminé. Quel verrou tenait-il, et qui devait-il réveiller ?
mistake-waits-for-dead-why = En Python, une exception entre `acquire` et `release` saute le `release` : plus personne ne rend ce verrou. Qui attend une réponse, un résultat ou un réveil d’un thread disparu attend tout aussi longtemps.
mistake-waits-for-dead-next = Prenez les verrous avec `with verrou:`, qui les rend quoi qu’il arrive, et traitez l’erreur à cette ligne ; ce que d’autres attendent a sa place dans un `finally` (en Rust, dans un `Drop`).

mistake-waits-for-itself = C’est au tour de votre programme : il a lu tout ce qui lui a été envoyé, et ses threads s’attendent les uns les autres (une file, un verrou, une condition, la fin de l’un d’eux), ou attendent un nouveau client.
mistake-waits-for-itself-look = Cherchez ce que le premier thread attend, et quel thread devait l’amener.
mistake-waits-for-itself-why = Ce qu’attend un thread, un autre devait le faire, et personne ne le fait plus. Peut-être une chose de trop est-elle comptée comme ouverte : ce qu’un thread a pris, et n’a ni rendu ni déclaré fini, parce qu’il a quitté sa conversation autrement que d’habitude. Ou bien ceux qui attendent n’ont pas été réveillés, ou un seul d’entre eux.
mistake-waits-for-itself-next = Cherchez ce qu’attend chaque thread. Un compte ou une file : comparez ce qui a été pris et ce qui a été rendu ou déclaré fini, à chaque sortie d’une conversation ; en Python, `Queue.join` attend un `task_done` pour chaque `put`, ce qui est remis dans la file comptant une fois de plus. Un canal : en Rust, `recv` attend tant qu’il reste un `Sender`. Une condition : réveillez après chaque changement, et tous (`notify_all`) s’il les concerne tous.

mistake-not-woken = C’est au tour de votre programme : il a lu tout ce qui lui a été envoyé, et ses threads attendent d’être réveillés, sans qu’il reste personne pour le faire (sauf, peut-être, un nouveau client).
mistake-not-woken-owed = { $actor } est parti sans répondre à `{ $line }`, et votre serveur n’a envoyé cette ligne à personne depuis : ses threads attendent d’être réveillés, sans qu’il reste personne pour le faire.
mistake-not-woken-look = Voyez où des threads attendent d’être réveillés, et ce qu’ils attendent. Quelles lignes le changent, un `notify` suit-il chacune d’elles, et réveille-t-il un thread ou tous ?
mistake-not-woken-why = Qui attend sur une variable de condition ne regarde de nouveau ce qu’il attend que lorsqu’on le réveille, et `notify_one` (en Python `notify()`) ne réveille qu’un thread : quand un changement en concerne plusieurs, les autres dorment encore. Un changement que ne suit aucun `notify`, comme une tâche remise dans la liste quand un client est perdu, n’est vu de personne ; et ce qui a été pris et jamais rendu n’amène aucun changement.
mistake-not-woken-next = À chaque sortie d’une conversation, aussi quand un client est perdu, rendez ce qu’il avait pris, et réveillez ceux qui attendent après chaque changement de ce qu’ils attendent : par `notify_all` s’il les concerne tous, ou s’ils attendent des choses différentes ; `notify_one` (en Python `notify()`) ne réveille qu’un thread.
mistake-not-woken-several-next = Un `notify_one` (en Python, un `notify()`) ne réveille qu’un thread : après un changement qui concerne tous ceux qui attendent, comme la fin du travail, appelez `notify_all`. Si c’est fait, rendez ce qu’une conversation avait pris à chaque sortie, aussi quand un client est perdu, et réveillez après cela aussi.

mistake-lines-left = Plusieurs lignes sont venues ensemble : votre programme a répondu aux premières, puis il est retourné attendre le réseau, alors que les suivantes étaient déjà lues.
mistake-lines-left-look = Voyez combien votre programme lit à la fois, et combien de ces lignes il traite avant d’attendre de nouveau.
mistake-lines-left-why = `select` et `epoll` savent ce qui est venu et n’a pas été lu. Ils ne savent rien des lignes qui attendent dans un lecteur (`makefile`, `BufReader`) ou dans une variable : celles-là ne réveillent personne.
mistake-lines-left-next = Avant d’attendre de nouveau, traitez toutes les lignes entières que vous avez : ajoutez au tampon de ce client ce que `recv` a rendu, puis sortez-en des lignes tant qu’il contient un `\n`.

mistake-lines-lost = Plusieurs lignes sont venues ensemble, et seules les premières ont eu une réponse.
mistake-lines-lost-look = Dans l’échange, trouvez les octets qui contiennent plusieurs `\n`, et comptez les réponses. Combien de ces lignes votre programme lit-il : sont-ce les lignes qui se perdent, ou leurs réponses ?
mistake-lines-lost-why = Une lecture peut apporter plusieurs lignes, et ce qui suit la première ne doit pas être perdu. Un `BufReader` (en Python, un `makefile`) recréé à chaque ligne jette ce que le précédent avait lu d’avance. Ou bien toutes ont été lues, et des réponses jetées : sur un canal ou une file pleine, `try_send` (Rust) et `put_nowait` (Python) ne font que signaler une erreur, et qui l’ignore perd la réponse.
mistake-lines-lost-next = Créez un seul lecteur par connexion, une fois pour toutes (un `BufReader` ; en Python, un `makefile`), et répondez à chaque ligne qu’il donne. Si c’est déjà le cas, que chaque réponse attende une place dans le canal ou la file : `send` au lieu de `try_send` (Rust), `put` au lieu de `put_nowait` (Python).

mistake-after-a-leave = Votre serveur a lu ce message et n’y répond pas : un autre client est parti avant, et quelque chose qu’il garde de ses clients ne correspond plus.
mistake-after-a-leave-look = Que garde votre serveur de chaque client (une place dans une liste, un numéro, une socket), et que devient-il, lui et celui des autres, quand l’un d’eux part ?
mistake-after-a-leave-why = Qui retire un élément d’une liste décale d’une place tous les suivants : un numéro qui était une place est maintenant celui d’un autre, ou de personne. Et ce qu’une partie du programme retire, une autre peut s’en servir encore.
mistake-after-a-leave-next = Gardez ce qui appartient à un client dans des variables de son thread ou de sa tâche, ou dans une table (en Rust `HashMap`, en Python `dict`) sous un numéro qui ne sert qu’une fois ; retirez-l’en là, et nulle part ailleurs, quand ce client part.

mistake-used-up = Dans ce contrôle, votre serveur a répondu à { $messages ->
    [one] un message
   *[other] { $messages } messages
} de { $clients ->
    [one] un client
   *[other] { $clients } clients
}, et il fait attendre celui-ci : quelque chose qu’il n’a qu’en nombre limité est épuisé.
mistake-used-up-look = Cherchez ce nombre, ou un nombre proche, dans votre programme : la taille d’une file, un sémaphore, une limite de threads ou de clients. Qui rend ce qui y est pris ?
mistake-used-up-why = Une file bornée (`Queue(maxsize=100)`, `sync_channel(100)`, le `channel(100)` de tokio) ne prend plus rien une fois pleine, si personne ne la vide : qui veut y mettre quelque chose attend sans fin. Un jeton de sémaphore qui n’est pas rendu sur chaque chemin de sortie (`return`, `break`, une erreur, une exception) est perdu ; de même une place dans un compte qui n’est pas décompté.
mistake-used-up-next = Rendez le jeton, ou la place, partout où la conversation se termine : en Python `with semaphore:` ou `finally:`, en Rust une garde qui vit aussi longtemps que la conversation. Ce qui vide une file doit tourner aussi longtemps que le serveur : voyez si cette tâche ou ce thread vit encore.

mistake-kept-answer = Votre programme a lu tout ce qui lui a été envoyé, et attend encore : il ne considère pas la ligne comme un message entier (il lit jusqu’à la fin du flux, ou un nombre d’octets), il n’a préparé aucune réponse, ou sa réponse n’est pas partie (elle est dans un tampon, ou s’est perdue en chemin).
mistake-kept-answer-look = Affichez ce que rend chaque lecture, et chaque réponse juste avant de l’écrire. Laquelle des deux n’apparaît pas ?
mistake-kept-answer-why = Qui lit jusqu’à la fin du flux (`read_to_string` ; en Python, `read()`), ou jusqu’à un nombre d’octets donné (`read_exact`, une longueur devant le message), ne répond qu’une fois l’autre parti ou le compte atteint. Et ce qui passe par un tampon (`BufWriter`, ou `makefile` en Python) ne part que lorsqu’il est plein ou vidé. Une tâche qui veut un verrou qu’une autre tient pendant qu’elle lit ne répond que lorsque celle-ci le rend.
mistake-kept-answer-others = Votre programme a lu tout ce qui lui a été envoyé, et attend encore, d’autres aussi : la tâche qui doit répondre attend autre chose (un verrou, peut-être, que tient la tâche d’un autre client), il ne considère pas la ligne comme un message entier (il lit jusqu’à la fin du flux, ou un nombre d’octets), il n’a préparé aucune réponse, ou sa réponse n’est pas partie.
mistake-kept-answer-others-next = Affichez ce que rend chaque lecture. Si la ligne apparaît, suivez-la jusqu’à l’appel qui écrit sa réponse sur cette même connexion, et voyez ce qui est attendu en chemin : un verrou qu’une tâche tient pendant qu’elle lit ce que dit son propre client (en Python, une lecture dans un `async with verrou:`) fait attendre toutes les autres. Si elle n’apparaît pas, lisez jusqu’au `\n`, une ligne à la fois.
mistake-kept-answer-next = Affichez ce que rend chaque lecture. Si la ligne n’apparaît pas, lisez jusqu’au `\n`, une ligne à la fois. Si elle apparaît, suivez-la jusqu’à l’appel qui écrit sa réponse sur cette même connexion ; derrière un tampon, appelez `flush`.
mistake-kept-answer-line = Votre programme a lu la ligne (il attend la suivante), et aucune réponse n’est partie : elle n’a pas été préparée, ou elle est restée dans un tampon que personne n’a vidé, ou elle a été écrite ailleurs.
mistake-kept-answer-line-next = Suivez la ligne dans votre programme, de cette lecture jusqu’à l’appel qui écrit sa réponse sur cette même connexion : y arrive-t-il ? Derrière un tampon (`BufWriter`), appelez `flush` après chaque réponse.
mistake-kept-answer-end = Votre programme lit jusqu’à la fin du flux : il ne répond qu’une fois l’autre parti, et l’autre attend la réponse avant de partir.
mistake-kept-answer-count = Votre programme attend un certain nombre d’octets (`read_exact`), et il en est venu moins : une ligne finit par `\n`, et peut avoir n’importe quelle longueur.
mistake-kept-answer-whole-next = Lisez jusqu’au `\n`, une ligne à la fois (`BufReader::read_line`, ou `lines()`), et répondez aussitôt à chacune.

mistake-not-handed-on = { $actor } est parti sans répondre à `{ $line }`, et votre serveur n’a envoyé cette ligne à personne depuis, alors qu’un autre client attend qu’il lui en envoie une.
mistake-not-handed-on-look = Suivez ce que fait votre programme quand cette conversation se termine : ce que ce client avait pris revient-il là où les autres prennent leur part, et qui prévient ceux qui attendent déjà ?
mistake-not-handed-on-why = Ou bien rien n’est remis par ce chemin de sortie de la conversation (une erreur de lecture ou d’écriture, `?`, `return`, une exception), ou bien ceux qui attendent ne s’en aperçoivent pas : `notify_one` (en Python `notify()`) ne réveille qu’un thread, et peut-être un qui attend autre chose.
mistake-not-handed-on-next = Chaque fois qu’une conversation se termine, de quelque façon que ce soit, remettez en place ce qu’elle avait pris sans le finir ; puis réveillez tous ceux qui attendent (`notify_all`, ou un message dans le canal), car l’un d’eux peut le prendre aussitôt.

mistake-ended-too-soon = { $actor } est parti sans répondre à `{ $line }`, et votre serveur en avait déjà fini avec tous les autres : il ne reste personne pour s’en charger.
mistake-ended-too-soon-look = À quelle ligne votre programme décide-t-il d’annoncer la fin à un client ? Que regarde-t-il à cet endroit, et qu’est-ce que cela dit des réponses encore attendues ?
mistake-ended-too-soon-why = Une liste vide dit que tout a été confié, pas que tout a reçu sa réponse. Ce qu’un client a en main revient si ce client est perdu, et il faut alors que quelqu’un soit encore là pour le prendre.
mistake-ended-too-soon-next = N’en finissez avec personne avant que la dernière réponse soit arrivée : comptez les réponses, et décidez d’après elles, non d’après la liste vide. Un client pour qui il n’y a rien pour le moment attend ce qui peut revenir (sur une variable de condition, ou un canal) ; réveillez tous ceux qui attendent quand quelque chose revient, et quand la dernière réponse est là.

mistake-given-again = { $actor } avait déjà répondu `{ $answer }` à `{ $line }` quand votre serveur a envoyé cette ligne une fois de plus : { $to } l’a reçue, et la même réponse est revenue.
mistake-given-again-same = { $actor } avait déjà répondu `{ $answer }` à `{ $line }` quand votre serveur lui a envoyé cette ligne une fois de plus : la même réponse est revenue.
mistake-given-again-look = À combien d’endroits votre programme remet-il en place ce qu’un client avait pris (un `except` et le `finally` qui le suit, la conversation et ce qui l’a lancée, une attente trop longue) ? Et à quelle ligne oublie-t-il ce qui a reçu sa réponse ?
mistake-given-again-why = Ce qui est remis en place deux fois, ou alors que sa réponse est arrivée, est confié à nouveau, et sa réponse compte deux fois. Le résultat est faux ; et qui compte les réponses a fini une réponse trop tôt, peut-être quand autre chose est encore en cours.
mistake-given-again-next = Ne remettez en place que ce qui est confié et sans réponse, une seule fois, à un seul endroit par lequel passe toute conversation qui se termine (en Python le `finally`). Oubliez-le dès que sa réponse est comptée (`task = None`). Par sûreté, ne comptez une réponse que si ce à quoi elle répond n’en a pas encore.

mistake-never-given = De l’intervalle [{ $first }, { $end }), votre serveur n’a confié à personne la partie [{ $from }, { $to }), alors que { $free } est libre ; { $silent }, connecté, n’a rien dit : cette partie semble lui être réservée.
mistake-never-given-look = Suivez une nouvelle connexion dans votre programme, jusqu’à sa première lecture : qu’y est-il déjà pris, pour un client qui ne s’est pas encore dit prêt ?
mistake-never-given-why = Qui est connecté peut ne jamais rien dire. Ce qui est pris pour lui avant qu’il ait parlé n’est entre les mains de personne : cela ne peut aller à d’autres, la réponse ne viendra pas, et rien ne dit qu’elle manque.
mistake-never-given-next = Ne prenez quelque chose dans la liste qu’une fois venue la ligne par laquelle le client se dit prêt, et envoyez-le aussitôt. Si rien n’est pris avant : cherchez où est la partie qui manque, en affichant ce qui sort de la liste et ce qui y revient.

mistake-answer-ignored = { $actor } a répondu `{ $answer }` à `{ $line }`, et votre serveur ne lui a rien envoyé depuis, alors qu’il en a fini avec d’autres qui ont répondu plus tard.
mistake-answer-ignored-look = Suivez cette ligne dans votre programme à partir de sa lecture : est-elle prise pour la réponse à ce qui a été confié à ce client-là ? Que devient une ligne qui ne l’est pas ?
mistake-answer-ignored-why = Une réponse ne compte que si votre programme retrouve à quoi elle répond. Noté sous la seule adresse IP du client, cela ne se retrouve pas : tous les clients d’un même ordinateur ont la même, et la note de l’un écrase celle d’un autre.
mistake-answer-ignored-next = Notez ce qui est confié à un client là où seule sa propre conversation le retrouve : dans une variable de son thread ou de sa tâche, ou sous un numéro propre à la connexion (ou l’adresse entière, IP et port). Voyez ensuite si chaque réponse est comptée comme faite, et si le client reçoit la suite.

mistake-awaits-more = C’est au tour de votre programme : il a lu tout ce qui lui a été envoyé, et lit encore, comme si les autres avaient encore quelque chose à dire. Ils l’attendent.
mistake-awaits-more-look = À quelle ligne lit-il, et que doit-il y venir ? Cherchez-le dans l’énoncé : qui l’envoie, et après quoi ?
mistake-awaits-more-why = Deux programmes qui lisent s’attendent pour toujours. Une ligne que l’un attend et que l’autre n’a pas à envoyer ne se remarque pas tant que les deux programmes sont de vous : ils sont d’accord dans l’erreur.
mistake-awaits-more-next = Après chaque ligne venue, faites tout ce qu’elle entraîne (le message suivant, le texte dû) avant de lire à nouveau, et n’attendez aucune ligne que l’énoncé n’annonce pas.

mistake-task-waits = Votre serveur a lu une ligne d’un client et n’y a pas répondu, alors qu’il a répondu à la même ligne d’un autre : ce qui doit répondre à ce client attend autre chose.
mistake-task-waits-look = Entre la lecture de cette ligne et sa réponse, qu’attend la tâche de ce client ? Regardez chaque `.await` (en Python, chaque `await`) de ce chemin qui ne lit pas ce que dit ce client : un verrou, un canal, une notification.
mistake-task-waits-why = Un verrou de tokio ou d’asyncio conservé pendant un `.await` l’est aussi longtemps que celui-ci dure : une tâche qui lit ce que dit son client, le verrou en main, fait attendre les autres, et une qui le redemande s’attend elle-même. En Rust, la garde créée en tête de `while let Some(x) = m.lock().await.pop_front() {"{"}` vit jusqu’à la fin du bloc. Qui attend une notification, ou quelque chose dans une file, attend tout aussi longtemps si rien ne vient.
mistake-task-waits-next = Sortez du verrou ce qu’il vous faut, sur une ligne à part (`let x = m.lock().await.pop_front();` ; en Python, quittez d’abord le `async with verrou:`), et ne lisez ce que dit un client ou ne lui écrivez qu’ensuite. Si aucun verrou n’est en cause : voyez si chaque changement qu’une tâche attend est bien notifié, et si rien n’attend la fin d’une conversation avant de s’occuper des autres.

mistake-said-again = Votre programme envoie une fois de plus une ligne qu’il a déjà envoyée, là où une autre est due.
mistake-said-again-look = Dans l’échange, cherchez où il a envoyé cette ligne pour la première fois. Qu’est-ce qui la lui fait renvoyer ?
mistake-said-again-why = L’autre prend chaque ligne pour celle qui est due à ce moment : une de trop prend la place de celle-ci, et décale toutes les suivantes.
mistake-said-again-next = Envoyez chaque ligne aussi souvent que l’énoncé le dit, et pas plus : ce qui se dit une fois, au début, reste avant la boucle.

mistake-both-wait = Votre programme attend que l’autre parle en premier, et l’autre attend votre programme.
mistake-both-wait-look = Voyez qui a envoyé quelque chose depuis la connexion.
mistake-both-wait-why = C’est celui qui se connecte qui demande : le serveur ne sait pas encore quoi dire. Et un message encore dans un tampon n’est pas envoyé.
mistake-both-wait-next = Envoyez le premier message dès que vous êtes connecté, videz le tampon (`flush`) s’il y en a un (`BufWriter`, `makefile`), puis lisez la réponse.

mistake-no-newline = Un message de votre programme ne se termine pas par `\n` : personne ne peut savoir où il finit.
mistake-no-newline-of = { $actor } n’a pas terminé son dernier message par `\n` : personne ne peut savoir où il finit.
mistake-no-newline-look = Regardez les derniers octets que votre programme a envoyés.
mistake-no-newline-why = TCP transporte des octets, pas des messages : seul `\n` dit où une ligne finit.
mistake-no-newline-next = Terminez chaque message par `\n` : `writeln!` en Rust ; en Python, ajoutez-le au texte. Ce qu’ont donné `lines()` en Rust ou `input` en Python a perdu le sien.

mistake-framed = Votre programme met devant son message des octets qui ne sont pas du texte (sa longueur ?) : un message est une ligne, terminée par `\n`, sans rien devant.
mistake-framed-look = Dans l’échange, voyez par quels octets le message de votre programme commence, et par lesquels il finit.
mistake-framed-why = C’est au protocole de dire où un message finit, et ici c’est `\n` qui le dit. Qui lit des lignes prend une longueur mise devant pour une partie du texte, et attend encore la fin de la ligne.
mistake-framed-next = Envoyez le texte et `\n`, rien d’autre. Et lisez jusqu’au `\n`, et non une longueur d’abord : en Rust `BufReader::read_line`, en Python `makefile().readline`.

mistake-empty-line-added = Après chaque ligne tapée, votre client envoie une ligne vide, que personne n’a tapée : pour qui lit des lignes, c’est un message de plus.
mistake-empty-line-answered = Derrière chacune de ses réponses, votre serveur envoie une ligne vide : pour qui lit des lignes, c’est la réponse suivante.
mistake-empty-line-added-look = Dans l’échange, comptez les `\n` que votre programme envoie après chaque ligne. D’où vient chacun d’eux ?
mistake-empty-line-added-why = Ce que donnent `read_line` en Rust, `sys.stdin`, `readline` ou `makefile` en Python a encore son `\n` : qui en ajoute un en envoie deux, qui terminent deux lignes. La ligne vide compte pour une ligne de plus, et décale toutes les suivantes.
mistake-empty-line-added-next = Envoyez un seul `\n` par ligne : retirez celui qui a été lu avant d’ajouter le vôtre (en Rust `ligne.trim_end_matches('\n')`, ou `lines()`, qui donne les lignes sans lui ; en Python `ligne.rstrip("\n")`), ou n’en ajoutez pas.

mistake-closed-after-first = Votre programme a fermé la connexion après une réponse, alors que d’autres messages devaient venir.
mistake-closed-after-first-look = Voyez après quelle réponse le flux se termine.
mistake-closed-after-first-why = Une conversation dure jusqu’à ce que l’autre y mette fin. En Rust, une fonction qui se termine détruit son `TcpStream` ; en Python, un `with` ferme sa socket : l’un et l’autre ferment la connexion.
mistake-closed-after-first-next = Lisez et répondez dans une boucle, jusqu’à ce qu’une lecture rende 0 octet. Si elle est déjà là, trouvez ce qui en sort trop tôt : un `return`, un `break`, un `?`, une exception.
mistake-closed-for-another-next = Cette connexion a été fermée après le départ ou l’arrivée d’un autre client, alors que d’autres, qui ont eu leur réponse, sont toujours connectés. Par quel numéro, ou à quelle place, votre programme connaît-il un client ? `len() + 1`, ou une position dans une liste, donne au nouveau venu la place de quelqu’un qui est encore là : ce qui s’y trouvait est perdu, et sa connexion fermée. Comptez plutôt toujours plus loin.

mistake-closed-while-used = Votre programme a fermé cette connexion alors qu’il en avait encore besoin : il s’est ensuite servi d’une socket déjà fermée (`Bad file descriptor`).
mistake-closed-while-used-look = Cherchez chaque `close` et chaque `with` qui porte sur cette socket. Lequel passe avant la réponse ?
mistake-closed-while-used-why = `start` n’attend pas le thread : un `with conn:` ou un `finally: conn.close()` placé autour ferme la connexion aussitôt, sous le thread qui commence à peine à s’en servir.
mistake-closed-while-used-next = Fermez la connexion là où finit sa conversation, dans le thread qui la mène : en Python, déplacez le `with conn:` (ou le `close`) de la boucle d’`accept` vers la fonction du thread ; en Rust, `move` donne le `TcpStream` au thread, qui le ferme à sa fin. Si c’est déjà fait, voyez si tous les threads se servent d’une même variable pour la socket (une variable globale, que chaque `accept` remplace) : donnez la sienne à chaque thread, en argument.

mistake-closed-when-idle = Votre serveur a fermé cette connexion de lui-même, alors que rien n’était venu depuis un moment : il attend, semble-t-il, avec un délai.
mistake-closed-when-idle-look = Cherchez un délai sur les lectures : `set_read_timeout`, `settimeout`, `setdefaulttimeout`, `tokio::time::timeout`, `wait_for`. Que fait votre programme quand il est écoulé ?
mistake-closed-when-idle-why = Un client peut se taire aussi longtemps qu’il veut, même au milieu d’une ligne : il n’est pas parti pour autant. Son départ se voit à la fin de son flux (une lecture de 0 octet) ou à une erreur, et non à son silence.
mistake-closed-when-idle-next = Attendez le temps qu’il faut : retirez le délai, ou reprenez la lecture quand il est écoulé, avec tout ce qui est déjà venu. Ne fermez la connexion qu’une fois le flux du client terminé.

mistake-half-closed = Votre programme a mis fin à son flux après un message, alors qu’il avait encore à envoyer : sur cette connexion, il ne peut plus rien envoyer.
mistake-half-closed-look = Dans l’échange, voyez après quel message le flux de votre programme se termine.
mistake-half-closed-why = La fin du flux (`shutdown` du côté où l’on écrit, ou `close`) dit que plus rien ne viendra sur cette connexion, et non qu’un message est fini : toute écriture qui suit échoue (`Broken pipe`). Un message finit par son `\n`.
mistake-half-closed-next = Gardez la connexion ouverte en écriture tant qu’il peut venir des messages : `shutdown` (`Shutdown::Write` en Rust, `SHUT_WR` en Python) ou `close` vient après le dernier, pas après chacun.

mistake-non-blocking = Un appel de votre programme a échoué avec l’erreur 11 (`EAGAIN`) : il n’y avait encore rien à lire, ou pas de place pour écrire, et sa socket n’attend pas. Elle est non bloquante, ou son délai était passé.
mistake-non-blocking-look = Cherchez ce qui rend cette socket non bloquante, ou lui donne un délai, entre `accept` (ou `connect`) et l’appel qui a échoué. Combien de temps votre programme a-t-il attendu avant d’échouer : pas du tout, comme avec une socket non bloquante, ou aussi longtemps que le dit un délai ?
mistake-non-blocking-why = La lecture d’une socket bloquante attend que quelque chose arrive. Avec un délai (en Rust `set_read_timeout`, en C `SO_RCVTIMEO`), elle n’attend pas plus longtemps, et échoue alors avec cette erreur ; celle d’une socket non bloquante échoue aussitôt si rien n’est venu. La connexion, elle, va bien : l’autre peut encore parler plus tard. En Rust, une socket de tokio est non bloquante, et `into_std()` la laisse ainsi ; en Python, `setblocking(False)` et `settimeout(0)` la rendent telle.
mistake-non-blocking-runtime-next = Dans une tâche, lisez et écrivez avec les appels du moteur de tâches, suivis de `.await` (avec tokio, ceux de `AsyncReadExt` et `AsyncWriteExt`) : ils attendent qu’il y ait quelque chose. Si la socket doit passer à un thread, appelez `set_nonblocking(false)` après `into_std()`. Là où vous appelez `try_read` ou `try_write`, prenez cette erreur pour un « pas encore », et attendez `readable()` ou `writable()`.
mistake-non-blocking-next = Là où un thread lit la socket, laissez-le attendre. Si la socket a un délai, retirez-le (en Rust `set_read_timeout(None)`), ou relisez une fois qu’il est passé, en gardant ce qui était déjà venu. Si elle est non bloquante, rendez-la bloquante : en Rust `set_nonblocking(false)`, aussi après `into_std()` ; en Python `setblocking(True)`. Là où une boucle sur `select` ou `epoll` ou un moteur de tâches s’en occupe, laissez-la telle quelle, et prenez cette erreur pour un « pas encore » : attendez qu’elle soit prête en lecture ; et ce qu’une écriture n’a pas pu placer se garde jusqu’à ce qu’elle soit prête en écriture.

mistake-no-room-to-write = Votre programme a écrit sur une socket qui n’attend pas, n’y a plus trouvé de place (erreur 11, `EAGAIN`), et s’est terminé sur cette erreur. La place manque tant que l’autre ne lit pas ce qui lui a été envoyé.
mistake-no-room-to-write-look = Voyez quel client ne lit rien, et où votre programme lui écrit. Que devrait-il garder jusqu’à ce qu’il y ait de nouveau de la place ?
mistake-no-room-to-write-why = Le système garde ce qui est écrit jusqu’à ce que l’autre le lise, dans la limite de quelques centaines de kilo-octets. Ensuite, une écriture bloquante attend, et une écriture non bloquante échoue, parfois avec une partie déjà envoyée : `sendall` et `write_all` ne disent pas combien. Que `select` ait annoncé quelque chose à lire ne dit rien de la place pour écrire.
mistake-no-room-to-write-next = Gardez ce qui n’entre pas dans un tampon propre à ce client : envoyez ce qui entre (`send`, en Rust `write`, dit combien), et le reste quand la socket est prête en écriture (`EVENT_WRITE`, en Rust `Interest::WRITABLE`). D’ici là, ne lisez plus ce que dit ce client. Ou donnez à chaque client son propre thread, avec une socket bloquante.

mistake-turned-away = Votre serveur a fermé cette connexion sans un mot, alors qu’il avait répondu sur les précédentes.
mistake-turned-away-look = Entre les connexions qui ont eu une réponse et celle-ci, qu’est-ce qui a changé dans votre serveur : un compteur, une liste, une limite ?
mistake-turned-away-why = Chaque client prend une place, dans un compteur ou dans une liste. Celle qui n’est pas rendue à toutes les sorties (la fin du flux, une erreur) est perdue pour de bon, et un jour il n’en reste aucune.
mistake-turned-away-next = Rendez la place d’un client quelle que soit la façon dont il part : en Rust dans le `drop` d’une garde, en Python dans un `finally`.

mistake-never-served = Votre programme a fermé la connexion sans un mot, et n’a répondu à personne : comme il arrive quand ce qui doit mener la conversation ne s’exécute jamais, ou lâche aussitôt la connexion.
mistake-never-served-look = Quelle variable possède la connexion, et où finit sa vie : avec un bloc, avec une fonction, avec une tâche ? Quelque chose a-t-il été lu avant ?
mistake-never-served-why = Une connexion se ferme quand ce qui la possède est fini. En Rust, l’appel d’une `async fn` sans `.await` n’en exécute rien, et détruit ce qu’on lui a donné ; un `TcpStream` est détruit à la fin de son bloc. En Python, un `with` ferme sa socket à sa fin.
mistake-never-served-next = Assurez-vous que la fonction qui mène la conversation s’exécute, et jusqu’au bout : affichez quelque chose à sa première ligne. Si rien n’apparaît, attendez-la (`.await` en Rust, dont le compilateur signale l’absence : `futures do nothing unless you .await` ; `await` en Python), ou lancez son thread (`start()` en Python). Sinon, cherchez le `return`, le `break` ou la fin de bloc par où elle part sans répondre.

mistake-never-awaited = Une coroutine de votre programme a été créée et jamais attendue : rien n’en a été exécuté. Python l’a dit sur la sortie d’erreur.
mistake-never-awaited-look = Lisez l’avertissement (`RuntimeWarning`) sur la sortie d’erreur : il nomme la coroutine et la ligne.
mistake-never-awaited-why = L’appel d’une fonction `async def` n’en exécute rien : il crée une coroutine, qui s’exécute une fois attendue ou confiée à une tâche.
mistake-never-awaited-next = À la ligne que l’avertissement nomme, écrivez `await` devant l’appel ; pour qu’il s’exécute à côté du reste, `asyncio.create_task(…)` ; et `asyncio.run(main())` pour la première du programme.

mistake-reset-unread = Votre programme a coupé net la connexion, comme il arrive quand on la ferme avec des octets non lus.
mistake-reset-unread-look = Voyez ce qui a été envoyé à votre programme juste avant : a-t-il tout lu ?
mistake-reset-unread-why = Quand des octets restent non lus, le système envoie un « reset » au lieu d’une fin de flux, et l’autre peut perdre même ce qui a été envoyé avant.
mistake-reset-unread-long-next = Lisez toute la ligne, jusqu’au `\n`, quelle que soit sa longueur (en Rust `BufReader::read_until` ou `read_line`, en Python `makefile().readline`), avant de répondre et de fermer.
mistake-reset-unread-next = Lisez jusqu’à recevoir 0 octet avant de fermer ; pour dire que vous n’avez plus rien à envoyer, utilisez `shutdown` (`Shutdown::Write` en Rust, `SHUT_WR` en Python).

mistake-answer-cut = Votre client a affiché le début d’une réponse, et sa suite plus tard ou pas du tout.
mistake-answer-cut-look = Comparez la réponse dans l’échange et ce qui a été affiché, et comptez les octets : où est-elle coupée, et combien votre client en a-t-il lu ?
mistake-answer-cut-why = Lire un nombre d’octets n’en donne pas plus (`recv(len(message))`, `read_exact`), et la réponse n’est pas forcément aussi longue que le message ; et toute lecture peut ne donner qu’une partie de ce qui a été envoyé. Ce qui reste sort comme le début de la réponse suivante, ou se perd à la fin.
mistake-answer-cut-next = Lisez chaque réponse jusqu’à son `\n`, quel que soit le nombre d’octets et de lectures : en Rust `BufReader::read_line`, en Python `makefile().readline`. Puis affichez la ligne entière.

mistake-prints-own-message = Votre programme affiche le message seul, et non la réponse telle qu’elle est venue.
mistake-prints-own-message-look = Comparez ce que votre programme a reçu et ce qu’il affiche.
mistake-prints-own-message-why = La réponse n’est pas forcément celle qu’on attend : seul ce qui est venu par la connexion est la réponse.
mistake-prints-own-message-next = Affichez ce que la dernière lecture a rendu, en entier : ni ce qui a été envoyé, ni la réponse sans son début.

mistake-blocked-by-writing = Votre serveur est bloqué dans une écriture vers un client qui ne lit pas, et ne sert personne d’autre pendant ce temps.
mistake-blocked-by-writing-look = Voyez où votre serveur écrit, et à qui.
mistake-blocked-by-writing-why = Une écriture bloque dès que l’autre n’a plus de place pour ce qu’il ne lit pas. Qui partage le thread, ou un verrou tenu pendant ce temps, attend avec lui.
mistake-blocked-by-writing-next = Écrivez à chaque client depuis son propre thread ou sa propre tâche, sans tenir de verrou dont d’autres ont besoin. Dans une boucle sur `select`, rendez plutôt les sockets non bloquantes : gardez ce que `send` n’a pas pris, et écrivez-le quand la socket est prête à écrire.

mistake-killed-by-sigpipe = Votre programme a écrit sur une connexion qui était finie, car quelqu’un était parti : le système envoie alors SIGPIPE, qui arrête un programme qui n’a rien prévu d’autre.
mistake-killed-by-sigpipe-look = Dans l’échange, voyez qui part avant que votre programme ne s’arrête, et trouvez dans votre source le `write`, le `send` ou le `fprintf` qui peut encore lui être destiné.
mistake-killed-by-sigpipe-why = Celui avec qui vous parlez peut partir à tout moment. Une première écriture peut encore réussir après cela ; quand le système sait qu’il n’y a plus personne, la suivante provoque SIGPIPE, qui arrête tout le programme sans un mot. Rust et Python ignorent ce signal dès le départ ; un programme en C doit le faire lui-même.
mistake-killed-by-sigpipe-next = Mettez `signal(SIGPIPE, SIG_IGN);` au début de `main`, ou écrivez par `send(…, MSG_NOSIGNAL)`. L’appel renvoie alors -1, avec `EPIPE` dans `errno` : traitez-le comme le départ de celui-là, fermez sa connexion, et continuez. En Rust ou en Python, enlevez ce qui a remis SIGPIPE à `SIG_DFL`.

mistake-panicked-look = Le message de la panique nomme le fichier et la ligne.
mistake-panicked-why = Une panique arrête le thread, ici tout le programme. Son message dit ce qui n’a pas pu se faire : souvent l’`unwrap` ou l’`expect` de quelque chose qui a échoué, parfois un indice qui n’existe pas ou un nombre trop grand pour son type.
mistake-panicked-next = Lisez le message de la panique : il dit quelle opération a échoué, et à quelle ligne. Traitez-y le cas auquel vous n’aviez pas pensé (un `Err`, un `None`, un nombre trop grand pour son type).
mistake-panicked-serving-next = Lisez le message de la panique : il dit quelle opération a échoué, et à quelle ligne. Traitez-y le cas auquel vous n’aviez pas pensé (un `Err`, un `None`) : ce qui tourne mal avec un client ne finit que sa conversation, et les autres continuent.

mistake-thread-died = Un thread de votre programme s’est terminé par une panique ou une exception : ce qu’il avait encore à faire ne se fait plus.
mistake-thread-died-look = Lisez ce que votre programme a dit sur sa sortie d’erreur : le premier message de ce genre donne la ligne où tout a commencé.
mistake-thread-died-why = Ce qu’un thread possède est fermé quand il se termine, sa connexion aussi. En Rust, un verrou qu’il tenait est de plus empoisonné : chaque `lock().unwrap()` panique à son tour, dans les threads de tous les autres clients.
mistake-thread-died-next = À la ligne du premier message, traitez l’erreur (`match`, `if let` ; en Python `try`/`except`) au lieu de la laisser terminer le thread, et ne tenez aucun verrou pendant ce qui peut échouer.

mistake-only-ipv6 = Il n’écoute qu’en IPv6, et on l’appelle en IPv4.
mistake-only-ipv6-look = Regardez l’adresse : est-elle en IPv4 (`127.0.0.1`) ou en IPv6 (`::1`) ?
mistake-only-ipv6-why = `localhost` désigne deux adresses, `127.0.0.1` et `::1` ; un programme qui prend la première qu’on lui donne peut tomber sur l’autre.
mistake-only-ipv6-next = Écoutez sur `127.0.0.1`, écrit ainsi.

mistake-spins = Un thread de votre programme tourne sans rien attendre.
mistake-spins-look = Voyez où votre programme se trouve. Qu’est-ce qui ferait finir cette boucle ?
mistake-spins-why = Une boucle qui lit sans bloquer, ou relit après la fin du flux (0 octet), tourne sans fin.
mistake-spins-next = Sortez de la boucle quand une lecture rend 0 octet, et laissez les lectures bloquer.
mistake-spins-half-line = Un thread de votre programme tourne sans rien attendre. Le dernier à partir, { $actor }, l’a fait au milieu d’une ligne.
mistake-spins-half-line-next = Sortez de la boucle partout où une lecture rend 0 octet, même si la ligne n’est pas complète : le reste ne viendra plus.

mistake-tries-on = Votre programme n’est connecté à personne, et ne s’était pas terminé quand le temps prévu a expiré : le plus probable est qu’il tente encore et encore de se connecter.
mistake-tries-on-look = Quelle boucle appelle `connect` ? Si personne ne répond jamais, après combien d’essais finit-elle, et combien de temps cela prend-il avec toutes ses attentes ?
mistake-tries-on-why = Là où aucun serveur n’écoute, ou n’écoute plus, `connect` échoue aussitôt, et échouerait encore dans une heure. Une boucle qui rattrape chaque erreur et recommence n’a pas de fin, ou en a une qui vient trop tard : des attentes qui doublent (0,5, 1, 2, 4 secondes…) font ensemble près du double de la dernière.
mistake-tries-on-next = Donnez à la boucle une fin qui vienne dans le délai que fixe l’énoncé : un nombre d’essais, ou un délai après lequel elle renonce. Affichez alors sur la sortie d’erreur ce qui n’a pas marché, et terminez avec un code de sortie différent de 0.

mistake-ended-owing = Votre programme est arrivé à sa fin (code de sortie 0) alors qu’il devait encore cette ligne : un programme qui se termine ferme toutes ses conversations.
mistake-ended-owing-look = Dans l’échange, voyez ce que votre programme fait en dernier. Quelles conversations sont encore ouvertes à ce moment, et qui devait y écrire ?
mistake-ended-owing-why = Quand `main` est fini, le programme se termine, quoi que ses autres threads ou tâches aient encore à faire : en Rust tous les threads et toutes les tâches (celles de tokio par exemple), en Python ceux qui ont `daemon=True` et, une fois `asyncio.run` fini, toutes les tâches (`CancelledError`).
mistake-ended-owing-next = Avant que `main` ne finisse, attendez chaque conversation où il reste quelque chose à dire : en Rust, gardez les `JoinHandle` et attendez-les par `join` (avec tokio, par `.await`) ; en Python, faites `join` sur les threads, ou `await asyncio.gather(…)` sur les tâches. Mais pas celle d’un client qui ne dit rien : elle ne finit jamais.

mistake-left-early = Votre client s’est terminé normalement avant d’avoir affiché la réponse.
mistake-left-early-look = Dans l’échange, voyez si votre client se termine avant que la réponse ne vienne, ou après. Qui devait l’afficher ?
mistake-left-early-why = Quand `main` est fini (en Python, le dernier thread qui n’est pas `daemon`), le programme se termine, quoi que ses autres threads aient encore à faire.
mistake-left-early-next = Après chaque ligne, lisez sa réponse et affichez-la avant de continuer ou de terminer. Si un autre thread affiche les réponses, fermez votre côté en écriture après la dernière ligne, pour que sa lecture finisse (en Rust `shutdown(Shutdown::Write)`, en Python `shutdown(socket.SHUT_WR)`), puis attendez-le avant de terminer (`join` ; en Python, sans `daemon=True`).

mistake-reads-on = Votre client a reçu toute la réponse, `\n` compris, et continue de lire ce que dit le serveur au lieu de l’afficher.
mistake-reads-on-look = Voyez où votre client est bloqué, et ce qui ferait finir cette lecture.
mistake-reads-on-why = Une lecture jusqu’à la fin du flux (`read_to_end`, `read_to_string` ; en Python `read()`, ou `recv` jusqu’à `b""`) ne finit que lorsque le serveur s’en va, et celle d’un nombre fixe d’octets (`read_exact`) que lorsqu’ils sont tous là. Or le serveur part le dernier : il attend votre ligne suivante.
mistake-reads-on-next = Lisez une ligne, jusqu’à son `\n`, et pas plus loin : en Rust `BufReader::read_line`, en Python `makefile().readline`. Puis affichez-la.

mistake-no-end-sent = Tout ce qui a été tapé est envoyé et a sa réponse, et votre client attend encore que le serveur parle ; le serveur, lui, attend votre client, qui ne lui a pas dit qu’il avait fini.
mistake-no-end-sent-look = Après la dernière ligne tapée, quel appel dit au serveur qu’il n’y aura plus rien ? Et dans quelle lecture votre client attend-il, et qu’est-ce qui la ferait finir ?
mistake-no-end-sent-why = Le serveur part le dernier : il ne peut pas savoir que vous avez fini tant que votre côté de la connexion est ouvert. Qui lit jusqu’à ce que le serveur parte (une boucle sur ses lignes, `read_to_string`, `recv` jusqu’à `b""`) attend aussi longtemps, de même que celui qui attend le thread qui lit. Une copie du socket (`try_clone`, `makefile`) tient la connexion ouverte, même quand une autre copie est fermée ou détruite.
mistake-no-end-sent-next = Après la dernière ligne, fermez votre côté en écriture (en Rust `shutdown(Shutdown::Write)`, avec tokio `shutdown().await` ; en Python `shutdown(socket.SHUT_WR)`, avec asyncio `write_eof()`), puis lisez jusqu’à ce que le serveur ferme ; ou cessez de lire quand il est venu autant de réponses que vous avez envoyé de lignes.

mistake-input-first = Votre client a reçu au clavier une ligne entière, ne l’a pas envoyée, et lit à nouveau son entrée standard.
mistake-input-first-look = Voyez où votre client lit son entrée. Qu’est-ce qui ferait finir cette lecture ?
mistake-input-first-why = Une lecture de toute l’entrée (`read_to_string` ; en Python, `sys.stdin.read()`, `sys.stdin.readlines()`) finit avec l’entrée ; or, au clavier, on attend la réponse à la première ligne avant de taper la deuxième. Et ce qui est dans un tampon (`BufWriter`, `makefile`) n’est pas envoyé.
mistake-input-first-next = Lisez l’entrée ligne par ligne (en Rust `stdin().lines()`, en Python `for ligne in sys.stdin`), et envoyez chaque ligne dès qu’elle est lue ; videz le tampon (`flush`) s’il y en a un.

mistake-dials-per-line = Votre client a envoyé chaque ligne sur une nouvelle connexion.
mistake-dials-per-line-look = Voyez où votre client appelle `connect`. Est-ce avant la boucle sur les lignes tapées, ou dedans ?
mistake-dials-per-line-why = Une connexion porte autant de lignes qu’on veut. Pour le serveur, un client qui se connecte à chaque ligne est chaque fois un autre client ; et tant que rien n’est tapé, il ne sait ni s’il y a un serveur, ni si celui-ci est parti.
mistake-dials-per-line-next = Connectez-vous une seule fois, avant la boucle, et gardez la connexion et son lecteur jusqu’à la fin de l’entrée ; dans la boucle, il ne reste qu’à envoyer, lire et afficher.

mistake-accepts-on = Votre serveur en a fini avec tous ceux qui s’étaient connectés, et attend encore un client à accepter au lieu de continuer.
mistake-accepts-on-look = Qu’est-ce qui ferait revenir cet `accept` ? Voyez ce qui suit sa boucle, et par où on en sort.
mistake-accepts-on-why = `accept` revient quand un autre client arrive, et pas avant. Ce que sa boucle teste à son début, ou ce qui vient après elle, n’est atteint qu’alors, peut-être jamais.
mistake-accepts-on-next = Laissez `accept` à un thread (ou à une tâche) à part, et faites attendre à `main` la fin du travail, puis affichez et terminez : en Rust par un canal (`recv`) ou un `Condvar`, en Python par un `Event` (`wait`), avec `daemon=True` pour le thread qui accepte.
mistake-accepts-on-joined = Votre serveur en a fini avec tous ceux qui s’étaient connectés, et ne se termine pas : son premier thread en attend un autre, et tout le reste attend un client à accepter, ce qui ne finit jamais de soi-même.
mistake-accepts-on-joined-next = Si le premier thread attend la fin de celui qui accepte, qu’il ne l’attende pas : en Rust, pas de `join` sur ce thread ; en Python, créez-le avec `daemon=True`, car Python attend tous les autres quand `main` est fini. Ou fermez la socket d’écoute quand tout est fait, pour qu’`accept` échoue, et quittez alors sa boucle (en Python et en C, appelez d’abord `shutdown` sur ce socket). S’il attend plutôt un signe (une condition, un canal), voyez qui le donne après la dernière conversation.

mistake-shown-late = Toute la réponse est arrivée chez votre client, qui lit à nouveau son entrée standard sans l’avoir affichée.
mistake-shown-late-look = Voyez ce que fait votre client entre la lecture de la réponse et celle de la prochaine ligne tapée.
mistake-shown-late-why = Au clavier, on attend la réponse à la première ligne avant de taper la deuxième. Ce qui est affiché sans fin de ligne (`print!` de Rust, `print(…, end="")` de Python) reste dans un tampon jusqu’au prochain `\n` ou jusqu’à la fin du programme ; de même, en C, tout ce qui va vers un fichier ou un tube. Et des réponses gardées dans une liste ne s’affichent que lorsque tout est fini.
mistake-shown-late-next = Affichez chaque réponse dès qu’elle est là, avec sa fin de ligne (`println!`), ou videz le tampon ensuite (en Rust `stdout().flush()`, en Python `flush=True`, en C `fflush(stdout)`). Videz ce dans quoi vous écrivez : `stdout().flush()` ne vide pas un `BufWriter` qui l’entoure.

mistake-input-end-uncaught = À la fin de son entrée, `input()` a levé `EOFError`, que votre programme n’attrape pas.
mistake-input-end-uncaught-look = Lisez le `Traceback` sur la sortie d’erreur : quel appel n’avait plus rien à lire, et que doit alors faire votre programme ?
mistake-input-end-uncaught-why = À la fin de l’entrée, `input()` n’a pas de ligne à rendre, et lève une exception. Celle que personne n’attrape termine un programme Python par le code 1.
mistake-input-end-uncaught-next = Lisez les lignes par `for ligne in sys.stdin:`, une boucle qui finit avec l’entrée (chaque ligne a encore son `\n`) ; ou appelez `input()` dans un `try`, et quittez la boucle à `except EOFError:`.

mistake-other-number = Le texte affiché contient un autre nombre.
mistake-other-number-look = Dans l’échange, comparez les nombres que votre programme a reçus et celui qu’il a affiché.
mistake-other-number-why = Quelque chose a été compté deux fois, oublié, ou mal compté. Deux fois : ce qui est refait alors que sa réponse était là, ou remis en place à deux endroits. Oublié : ce qui n’est remis nulle part, ou deux threads qui additionnent au même moment.
mistake-other-number-next = Faites à la main, sur les messages de l’échange, le calcul que fait votre programme : quelle partie manque, compte deux fois ou est fausse ?

mistake-other-wording = Le texte a été affiché, mais sous une autre forme que celle qui est demandée.
mistake-other-wording-look = Comparez lettre par lettre ce qui était attendu et ce qui a été affiché.
mistake-other-wording-why = C’est un programme qui cherche ce texte, pas une personne : majuscules, espaces et ponctuation comptent.
mistake-other-wording-next = Affichez-le exactement comme l’énoncé le donne : mêmes majuscules, mêmes espaces, même ponctuation.
