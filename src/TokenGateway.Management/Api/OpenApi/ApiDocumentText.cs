using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace TokenGateway.Management.Api.OpenApi;

/// <summary>
/// The serialized document, generated once: it depends only on the program, costs more than a thousand other responses, and
/// is available without a token.
/// </summary>
internal sealed class ApiDocumentText(IOpenApiDocumentProvider provider)
{
    private readonly Lock _making = new();
    private Task<(byte[] Json, EntityTagHeaderValue Tag)>? _text;

    /// <summary>Concurrent callers wait for the same generation; a failure is not cached.</summary>
    public Task<(byte[] Json, EntityTagHeaderValue Tag)> GetAsync()
    {
        if (_text is { IsCompletedSuccessfully: true } made)
            return made;
        lock (_making)
            return _text = _text is null or { IsFaulted: true } or { IsCanceled: true } ? Task.Run(MakeAsync) : _text;
    }

    private async Task<(byte[] Json, EntityTagHeaderValue Tag)> MakeAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        var json = stream.ToArray();
        return (json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\""));
    }
}
