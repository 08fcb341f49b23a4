using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Documents;

/// <summary>A recipe at work: its proxy, its gateway behind it, an upstream behind that. Only ports, folders and the upstream are others.</summary>
internal sealed class RecipeFront : IAsyncDisposable
{
    public const string Host = "api.example.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-recipe-");
    private ServerProcess _proxy = null!;

    private RecipeFront(TestUpstream upstream) => Upstream = upstream;

    public TestUpstream Upstream { get; }

    public TestGateway Gateway { get; private set; } = null!;

    /// <summary>Of the proxy.</summary>
    public Uri Address => new UriBuilder("https", "127.0.0.1", _proxy.Port).Uri;

    /// <param name="page">Of the recipe.</param>
    /// <param name="language"><c>nginx</c> or <c>haproxy</c>.</param>
    /// <param name="nth">Which configuration of the page, from 0.</param>
    public static async Task<RecipeFront> StartAsync(string page, string language, int nth)
    {
        var front = new RecipeFront(await TestUpstream.StartAsync());
        try
        {
            var blocks = Page.Read($"docs/recipes/{page}").Blocks;
            front.Gateway = await TestGateway.StartAsync(front.GatewayOf(blocks.Where(block => block.Language == "json").ElementAt(nth).Text));
            await front.StartProxyAsync(language, blocks.Where(block => block.Language == language).ElementAt(nth).Text);
            return front;
        }
        catch
        {
            await front.DisposeAsync();
            throw;
        }
    }

    /// <summary>A token that works from this address alone.</summary>
    public async Task<string> IssueAsync(string address) =>
        (await Gateway.IssueAsync("alice", "Engineers", request => request with { Addresses = [AddressRange.Parse(address)] })).Value;

    /// <summary>A client at this address of the machine, which takes the recipe's certificate for good.</summary>
    public static SocketsHttpHandler HandlerFrom(string address)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == $"CN={Host}";
        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private JsonObject GatewayOf(string text) => JsonNode.Parse(
        WithPorts(RecipeCertificate.Replace(text, _folder.FullName), (8080, 0), (8081, 0), (8082, 0), (8443, 0), (9000, new Uri(Upstream.Address).Port)))!.AsObject();

    private async Task StartProxyAsync(string language, string text)
    {
        var (port, edge) = (Ports.Free(), Gateway.Edge.Port);
        var here = WithPorts(RecipeCertificate.Replace(text, _folder.FullName), (8080, edge), (8443, edge))
            .Replace("listen 443 ", $"listen 127.0.0.1:{port} ", StringComparison.Ordinal)
            .Replace("bind :443", $"bind 127.0.0.1:{port}", StringComparison.Ordinal);
        if (Gateway.Addresses.Count > 2)
            here = here.Replace("port 8082", $"port {Gateway.Addresses[2].Port}", StringComparison.Ordinal);
        if (language == "nginx")
        {
            _proxy = await ServerProcess.NginxAsync(port, _folder.FullName, here);
            return;
        }

        var file = Path.Combine(_folder.FullName, "haproxy.cfg");
        await File.WriteAllTextAsync(file, here);
        _proxy = await ServerProcess.StartAsync(port, "haproxy", "-f", file, "-db");
    }

    private static string WithPorts(string text, params (int Written, int Real)[] ports) => ports.Aggregate(
        text, (one, port) => one.Replace(
            string.Create(CultureInfo.InvariantCulture, $":{port.Written}"), string.Create(CultureInfo.InvariantCulture, $":{port.Real}"), StringComparison.Ordinal));
}
