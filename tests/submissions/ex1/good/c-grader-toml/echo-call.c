/* Client d'echo : chaque ligne lue est envoyee, chaque reponse affichee. */
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char host[256] = "127.0.0.1", port[32] = "8000";
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *list;

    if (argc > 1 && sscanf(argv[1], "%255[^:]:%31[0-9]", host, port) != 2) {
        fprintf(stderr, "usage : echo-call HOTE:PORT\n");
        return 2;
    }
    if (getaddrinfo(host, port, &hints, &list) != 0) {
        fprintf(stderr, "adresse inconnue : %s\n", host);
        return 1;
    }
    int fd = socket(list->ai_family, list->ai_socktype, 0);
    if (fd < 0 || connect(fd, list->ai_addr, list->ai_addrlen) < 0) {
        perror("connect");
        return 1;
    }
    signal(SIGPIPE, SIG_IGN);
    FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    while ((n = getline(&line, &size, stdin)) > 0) {
        fwrite(line, 1, n, out);
        if (line[n - 1] != '\n')
            fputc('\n', out);
        if (fflush(out) != 0 || (n = getline(&line, &size, in)) <= 0) {
            fprintf(stderr, "le serveur a ferme la connexion\n");
            return 1;
        }
        fwrite(line, 1, n, stdout);
        fflush(stdout);
    }
    return 0;
}
