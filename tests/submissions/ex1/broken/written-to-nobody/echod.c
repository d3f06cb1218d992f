/* Serveur d'echo, un client après l'autre ; chaque réponse part en une écriture. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void serve(int fd)
{
    FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    while ((n = getline(&line, &size, in)) > 0) {
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            n--;
        fputs("Echo: ", out);
        fwrite(line, 1, n, out);
        fputc('\n', out);
        if (fflush(out) != 0)
            break;
    }
    free(line);
    fclose(out);
    fclose(in);
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    char host[64] = "127.0.0.1";
    int port = 8000, yes = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (argc > 1)
        sscanf(argv[1], "%63[^:]:%d", host, &port);
    address.sin_port = htons(port);
    inet_pton(AF_INET, host, &address.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 16) < 0) {
        perror("listen");
        return 1;
    }
    for (;;) {
        int client = accept(fd, NULL, NULL);
        if (client < 0)
            perror("accept");
        else
            serve(client);
    }
}
