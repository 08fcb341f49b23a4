using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TokenGateway.Dialects.Calls;

/// <summary>Reads the body of a call, with limits on its size and duration.</summary>
public static class BoundedBody
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 64 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Null: it did not arrive within <see cref="Patience"/>.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than <see cref="MaxLength"/>.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContext context, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxLength;
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        using var bytes = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(bytes, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return null;
        }

        return bytes.ToArray();
    }
}
