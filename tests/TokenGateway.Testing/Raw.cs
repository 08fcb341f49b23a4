using System.Net.Sockets;
using System.Text;

namespace TokenGateway.Testing;

/// <summary>A client that sends exactly the given bytes; an HTTP library would normalize them.</summary>
public static class Raw
{
    /// <summary>
    /// Sends, and reads until the gateway closes the connection (send <c>Connection: close</c>) or the timeout passes without data.
    /// Latin-1 in both directions: each character is one byte.
    /// </summary>
    public static async Task<string> SendAsync(Uri edge, string request, TimeSpan? timeout = null)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(edge.Host, edge.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var limit = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, limit.Token)) > 0)
                answer.Write(buffer, 0, read);
        }
        catch (OperationCanceledException)
        {
            // What was received so far is the response.
        }
        catch (IOException)
        {
            // Reset by the gateway: what was received so far is the response.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The status of the first response in the text; 0 if there is none.</summary>
    public static int StatusOf(string answer) =>
        answer.Length > 12 && answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
