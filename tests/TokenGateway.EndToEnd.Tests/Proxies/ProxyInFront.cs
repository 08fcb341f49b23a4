using System.Globalization;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>A real proxy in front of traffic and Management, which connects to the gateway from <see cref="Address"/>.</summary>
internal sealed class ProxyInFront : IAsyncDisposable
{
    public const string Address = "127.0.0.9";

    private readonly ServerProcess _process;

    private ProxyInFront(ServerProcess process, Uri edge, Uri management) => (_process, Edge, Management) = (process, edge, management);

    public Uri Edge { get; }

    public Uri Management { get; }

    /// <param name="kind">The kind of proxy.</param>
    /// <param name="folder">The directory for its files.</param>
    /// <param name="pem">The file with certificate and key.</param>
    /// <param name="edge">The gateway's address for traffic.</param>
    /// <param name="management">The gateway's address for Management.</param>
    public static async Task<ProxyInFront> StartAsync(ProxyKind kind, string folder, string pem, Uri edge, Uri management)
    {
        var (edgePort, managementPort) = (Ports.Free(), Ports.Free());
        (int From, int To)[] ports = [(edgePort, edge.Port), (managementPort, management.Port)];

        // Both bind all their ports before they serve any.
        var process = kind == ProxyKind.Nginx
            ? await ServerProcess.NginxAsync(managementPort, folder, Nginx(pem, ports))
            : await ServerProcess.StartAsync(managementPort, "haproxy", "-f", await WriteAsync(folder, Haproxy(kind, pem, ports)), "-db");
        var scheme = kind is ProxyKind.HaproxyLine or ProxyKind.HaproxyBlock ? "http" : "https";
        return new ProxyInFront(process, UriOf(scheme, edgePort), UriOf(scheme, managementPort));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static Uri UriOf(string scheme, int port) => new UriBuilder(scheme, "127.0.0.1", port).Uri;

    private static async Task<string> WriteAsync(string folder, string configuration)
    {
        var file = Path.Combine(folder, "haproxy.conf");
        await File.WriteAllTextAsync(file, configuration);
        return file;
    }

    private static string Nginx(string pem, (int From, int To)[] ports) => $$"""
        ssl_certificate {{pem}};
        ssl_certificate_key {{pem}};
        map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
        {{string.Concat(ports.Select(one => string.Create(CultureInfo.InvariantCulture, $$"""
            upstream to{{one.To}} { server 127.0.0.1:{{one.To}}; keepalive 1; }
            server {
                listen 127.0.0.1:{{one.From}} ssl http2;
                location / {
                    proxy_pass http://to{{one.To}};
                    proxy_bind {{Address}};
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection $connection_upgrade;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-Host $http_host;
                }
            }

        """)))}}
        """;

    private static string Haproxy(ProxyKind kind, string pem, (int From, int To)[] ports)
    {
        var (mode, bind, server) = kind switch
        {
            ProxyKind.HaproxyHttp => ("http", $" ssl crt {pem} alpn h2,http/1.1", ""),
            ProxyKind.HaproxyLine => ("tcp", "", " send-proxy check check-send-proxy inter 200ms"),
            ProxyKind.HaproxyBlock => ("tcp", "", " send-proxy-v2 check check-send-proxy inter 200ms"),
            _ => ("tcp", "", " send-proxy-v2-ssl"),
        };
        var fields = mode == "http" ? """
                option forwardfor
                http-reuse always
                http-request set-header X-Forwarded-Proto https if { ssl_fc }
                http-request set-header X-Forwarded-Host %[req.hdr(host)]
            """ : "";
        return $$"""
            global
                stats timeout 10s
            defaults
                mode {{mode}}
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            {{string.Concat(ports.Select(one => string.Create(CultureInfo.InvariantCulture, $"""
            listen to{one.To}
                bind 127.0.0.1:{one.From}{bind}
                source {Address}
            {fields}
                server gateway 127.0.0.1:{one.To}{server}

            """)))}}
            """ + "\n";
    }
}
