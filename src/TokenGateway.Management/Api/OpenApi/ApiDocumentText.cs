using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace TokenGateway.Management.Api.OpenApi;

/// <summary>
/// The document as it is sent, made once: what it says depends on the program alone, making it costs more than a thousand
/// other answers, and whoever asks needs no token.
/// </summary>
internal sealed class ApiDocumentText(IOpenApiDocumentProvider provider)
{
    private readonly Lock _making = new();
    private Task<(byte[] Json, EntityTagHeaderValue Tag)>? _text;

    /// <summary>Everybody who asks while it is made waits for the same; a failure is not kept.</summary>
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
