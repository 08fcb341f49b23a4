using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Testing;

namespace TokenGateway.Management.Tests.OpenApi;

/// <summary>Whoever asks for the document needs no token, so it is made once.</summary>
public sealed class DocumentTextTests
{
    [Fact]
    public async Task Document_is_made_once_for_everybody()
    {
        var provider = new CountingProvider();
        var text = new ApiDocumentText(provider);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(text.GetAsync)));
        var later = await text.GetAsync();

        provider.Count.ShouldBe(1);
        answers.ShouldAllBe(one => ReferenceEquals(one.Json, later.Json) && one.Tag.Equals(later.Tag));
    }

    [Fact]
    public async Task Failure_is_not_kept()
    {
        var provider = new CountingProvider { Fails = true };
        var text = new ApiDocumentText(provider);
        await Should.ThrowAsync<InvalidOperationException>(text.GetAsync);

        provider.Fails = false;

        (await text.GetAsync()).Json.ShouldNotBeEmpty();
        provider.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_the_document_is_told_so()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.Sample(upstream.Address));
        using var client = new HttpClient { BaseAddress = gateway.Management };
        using var first = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var tag = first.Headers.ETag.ShouldNotBeNull();

        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json") { Headers = { IfNoneMatch = { tag } } };
        using var second = await client.SendAsync(again);

        ((int)second.StatusCode, second.Headers.ETag).ShouldBe((304, tag));
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private sealed class CountingProvider : IOpenApiDocumentProvider
    {
        private int _count;

        public int Count => _count;

        public bool Fails { get; set; }

        public Task<OpenApiDocument> GetOpenApiDocumentAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return Fails ? throw new InvalidOperationException("not now") : Task.FromResult(new OpenApiDocument { Info = new OpenApiInfo { Title = "t", Version = "1" }, Paths = [] });
        }
    }
}
