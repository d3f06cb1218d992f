/* The client: sends each line that is typed, prints each answer. */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char host[256] = "127.0.0.1";
    const char *port = "8000";
    if (argc > 1) {
        char *colon = strrchr(argv[1], ':');
        if (colon == NULL || (size_t)(colon - argv[1]) >= sizeof host) {
            fprintf(stderr, "usage: client HOST:PORT\n");
            return 1;
        }
        memcpy(host, argv[1], colon - argv[1]);
        host[colon - argv[1]] = '\0';
        port = colon + 1;
    }

    struct addrinfo hints = {0}, *where;
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &where) != 0) {
        fprintf(stderr, "unknown address\n");
        return 1;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, where->ai_addr, where->ai_addrlen) < 0) {
        perror("no server");
        return 1;
    }
    FILE *answers = fdopen(fd, "r");

    char *line = NULL, *reply = NULL;
    size_t line_room = 0, reply_room = 0;
    ssize_t n;
    while ((n = getline(&line, &line_room, stdin)) > 0) {
        if (line[n - 1] != '\n') {
            line = realloc(line, n + 2);
            line_room = n + 2;
            line[n++] = '\n';
        }
        ssize_t sent = 0;
        while (sent < n) {
            ssize_t m = send(fd, line + sent, n - sent, MSG_NOSIGNAL);
            if (m < 0) {
                perror("the server has gone");
                return 1;
            }
            sent += m;
        }
        ssize_t got = getline(&reply, &reply_room, answers);
        if (got <= 0) {
            fprintf(stderr, "the server has gone before it answered\n");
            return 1;
        }
        fwrite(reply, 1, got, stdout);
        fflush(stdout);
    }
    return 0;
}
