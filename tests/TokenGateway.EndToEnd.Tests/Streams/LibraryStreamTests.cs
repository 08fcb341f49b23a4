using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.EndToEnd.Tests.Library;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>Streams in a custom host, on Kestrel and on a server without connections.</summary>
public sealed class LibraryStreamTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_open_answer_breaks_off_when_its_token_is_taken_out_of_the_configuration(bool onKestrel)
    {
        await using var upstream = await TestUpstream.StartAsync();
        var streaming = new StreamingUpstream(upstream);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Configuration.AddInMemoryCollection(OwnHost.Configuration(upstream.Address));
        if (onKestrel)
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.UseTestServer();
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddTokenGateway(builder.Configuration);
        await using var app = builder.Build();
        app.UseTokenGateway();
        app.MapReverseProxy();
        await app.StartAsync();
        using var client = onKestrel ? new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } : app.GetTestClient();
        client.DefaultRequestHeaders.Add("X-API-Key", SampleTokens.Alice);
        using var response = await client.GetAsync("/api/events?id=a", HttpCompletionOption.ResponseHeadersRead);
        using var answer = new OpenAnswer(response, await response.Content.ReadAsStreamAsync());
        await answer.GoesOnAsync();

        app.Configuration["TokenGateway:StaticTokens:0:Sha256"] = new string('0', 64);
        ((IConfigurationRoot)app.Configuration).Reload();

        await answer.BreaksOffAsync();
        (await streaming.EndOfAsync("a")).ShouldBe("aborted");
    }
}
