using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Clients;

/// <summary>Behavior that only a browser decides: cross-origin responses, cookies, and the WebSocket subprotocol.</summary>
public sealed class BrowserTests(BrowserTests.Setup setup) : IClassFixture<BrowserTests.Setup>
{
    [Theory]
    [InlineData("chat", "ignorant", "chat")]
    [InlineData("chat, other", "ignorant", "chat")]
    [InlineData("chat, other", "other", "other")]
    public async Task Socket_opens_with_a_token_among_its_protocols(string protocols, string chosen, string told)
    {
        var page = await PageAsync(setup.Site.Address);
        var offered = string.Join(", ", protocols.Split(", ").Prepend("bearer." + setup.Token).Select(one => $"\"{one}\""));

        var seen = await page.EvaluateAsync<string>($$"""
            new Promise((resolve, reject) => {
                const socket = new WebSocket("ws://{{setup.Gateway.Edge.Authority}}/socket?choose={{chosen}}", [{{offered}}]);
                socket.onmessage = message => resolve(socket.protocol + ": " + message.data);
                socket.onclose = () => reject(new Error("closed"));
                socket.onopen = () => socket.send("one");
            })
            """);

        seen.ShouldBe($"{told}: echo one");
        setup.Upstream.Last.Header("X-Auth-User").ShouldBe("alice");
        setup.Upstream.Last.Header("Sec-WebSocket-Protocol").ShouldBe(protocols);
    }

    [Theory]
    [InlineData("bearer.wrong")]
    [InlineData("chat")]
    public async Task Socket_does_not_open_without_a_right_one(string protocol)
    {
        setup.Upstream.Forget();
        var page = await PageAsync(setup.Site.Address);

        (await page.EvaluateAsync<string>($$"""
            new Promise(resolve => {
                const socket = new WebSocket("ws://{{setup.Gateway.Edge.Authority}}/socket", ["{{protocol}}", "other"]);
                socket.onopen = () => resolve("open");
                socket.onclose = () => resolve("closed");
            })
            """)).ShouldBe("closed");
        setup.Upstream.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("good", "200 alice")]
    [InlineData("wrong", "401 invalid_token")]
    public async Task Page_of_an_allowed_origin_reads_answers_and_refusals(string token, string seen)
    {
        var page = await PageAsync(setup.Site.Address);

        (await FetchAsync(page, "/shared", token == "good" ? setup.Token : token)).ShouldBe(seen);
    }

    [Fact]
    public async Task Page_of_another_origin_reads_nothing()
    {
        setup.Upstream.Forget();
        var page = await PageAsync(setup.Site.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        (await FetchAsync(page, "/shared", setup.Token)).ShouldBe("TypeError");
        (await FetchAsync(page, "/own", setup.Token)).ShouldBe("TypeError");
        setup.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cookies_of_the_upstream_come_back_and_none_of_ours_is_set()
    {
        var page = await PageAsync(new Uri(setup.Gateway.Edge, "/open/page").ToString());

        await FetchAsync(page, "/open/cookies", token: null);
        await FetchAsync(page, "/open/cookies", token: null);

        setup.Upstream.Last.Header("Cookie").ShouldBe("session=abc; name=J\u00f6rg");
        (await page.Context.CookiesAsync()).Select(cookie => cookie.Name).Order(StringComparer.Ordinal).ShouldBe(["name", "session"]);
    }

    private async Task<IPage> PageAsync(string address)
    {
        var page = await setup.Browser.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    private Task<string> FetchAsync(IPage page, string path, string? token) => page.EvaluateAsync<string>($$"""
        fetch("{{new Uri(setup.Gateway.Edge, path)}}", { headers: {{(token is null ? "{}" : $"{{ Authorization: 'Bearer {token}' }}")}} })
            .then(async answer => answer.status + " " + (answer.status == 200 ? await answer.text() : (await answer.json()).code))
            .catch(error => error.name)
        """);

    public sealed class Setup : IAsyncLifetime
    {
        private IPlaywright _playwright = null!;

        public TestUpstream Upstream { get; private set; } = null!;

        /// <summary>A site on another origin than the gateway.</summary>
        public TestUpstream Site { get; private set; } = null!;

        public TestGateway Gateway { get; private set; } = null!;

        public IBrowser Browser { get; private set; } = null!;

        public string Token { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Upstream = await TestUpstream.StartAsync();
            Upstream.Handler = AnswerAsync;
            Site = await TestUpstream.StartAsync();
            Site.Handler = WriteHtmlAsync;
            Gateway = await TestGateway.StartAsync(Configuration());
            Token = (await Gateway.IssueAsync("alice", "Engineers")).Value;
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = HeadlessBrowser.Program,
                Args = HeadlessBrowser.Arguments,
            });
        }

        public async Task DisposeAsync()
        {
            await Browser.DisposeAsync();
            _playwright.Dispose();
            await Gateway.DisposeAsync();
            await Site.DisposeAsync();
            await Upstream.DisposeAsync();
        }

        private JsonObject Configuration()
        {
            var configuration = Configs.AnyToken(Upstream.Address);
            var settings = configuration["TokenGateway"]!;
            settings["Credentials"]!.AsArray().Add("Sec-WebSocket-Protocol: bearer.");
            settings["Cors"] = JsonNode.Parse($$"""{ "site": { "Origins": ["{{Site.Address.TrimEnd('/')}}"], "Methods": ["GET"], "Headers": ["Authorization"] } }""");
            configuration["ReverseProxy"]!["Routes"]!["shared"] = JsonNode.Parse(
                """{ "ClusterId": "api", "Match": { "Path": "/shared" }, "TokenGateway": { "Policy": "Default", "Cors": "site" } }""");
            return configuration;
        }

        private static async Task AnswerAsync(HttpContext context)
        {
            if (context.WebSockets.IsWebSocketRequest)
            {
                await EchoAsync(context);
                return;
            }

            context.Response.Headers.SetCookie = new[] { "session=abc; HttpOnly; Path=/", "name=J\u00f6rg; Path=/", "__Host-tgw-session=forged; Secure; Path=/" };
            await WriteHtmlAsync(context);
        }

        private static Task WriteHtmlAsync(HttpContext context)
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(context.Request.Headers["X-Auth-User"].ToString());
        }

        // Some upstreams select no subprotocol, others one of those offered.
        private static async Task EchoAsync(HttpContext context)
        {
            var chosen = context.Request.Query["choose"] == "ignorant" ? null : context.Request.Query["choose"].ToString();
            using var socket = await context.WebSockets.AcceptWebSocketAsync(chosen);
            var buffer = new byte[100];
            var message = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.SendAsync(Encoding.ASCII.GetBytes("echo " + Encoding.ASCII.GetString(buffer, 0, message.Count)), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
        }
    }
}
