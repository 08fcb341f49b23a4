using System.Buffers.Binary;
using System.Net.Http.Headers;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>gRPC framing (a flag byte, four bytes of length, the message), without its library.</summary>
internal static class GrpcMessages
{
    public const string ContentType = "application/grpc";

    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>Reads the next message; null at the end of the stream.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[5];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
            return null;
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return message;
    }

    public static HttpRequestMessage Call(Uri edge, string method, HttpContent content, string token)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        var call = new HttpRequestMessage(HttpMethod.Post, new Uri(edge, method))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        call.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return call;
    }
}
