using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A real signal to the real process, where the command line's own signal handling could cut the shutdown short.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task Sigterm_lets_a_request_in_flight_finish_and_exits_with_0()
    {
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await TestUpstream.StartAsync();
        upstream.Handler = async context =>
        {
            arrived.TrySetResult();
            await release.Task;
            await context.Response.WriteAsync("finished");
        };
        var folder = Directory.CreateTempSubdirectory("tgw-signal-");
        var (edge, management) = (Ports.Free(), Ports.Free());
        var file = Path.Combine(folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(file, Anonymous(upstream.Address, edge, management).ToJsonString());
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "tokengateway.dll"), "serve", "--config", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        _ = process.StandardOutput.ReadToEndAsync();
        try
        {
            using var client = new HttpClient();
            await Eventually.BecomesTrueAsync(() => IsUpAsync(client, management), "the gateway is ready");
            var answer = client.GetStringAsync($"http://127.0.0.1:{edge}/slow");
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));

            Process.Start("kill", ["-TERM", $"{process.Id}"])!.WaitForExit();
            await Eventually.BecomesTrueAsync(async () => !await IsUpAsync(client, management), "readiness fails first");
            await Eventually.BecomesTrueAsync(async () => !await AnswersAsync(client, management), "the listeners have closed");
            release.SetResult();

            (await answer).ShouldBe("finished");
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            process.ExitCode.ShouldBe(0);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> IsUpAsync(HttpClient client, int management)
    {
        try
        {
            return (await client.GetAsync($"http://127.0.0.1:{management}/readyz")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, int management)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{management}/healthz") { Headers = { ConnectionClose = true } };
            await client.SendAsync(request);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static JsonObject Anonymous(string upstream, int edge, int management) => JsonNode.Parse($$"""
        {
          "Kestrel": { "Endpoints": { "Edge": { "Url": "http://127.0.0.1:{{edge}}" }, "Management": { "Url": "http://127.0.0.1:{{management}}" } } },
          "ReverseProxy": {
            "Clusters": { "api": { "Destinations": { "a": { "Address": "{{upstream}}" } } } },
            "Routes": { "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Anonymous": true } } }
          },
          "TokenGateway": { "Store": { "Provider": "None" } }
        }
        """)!.AsObject();

    // The process cannot report its port, so it gets one that was free a moment ago.
}
