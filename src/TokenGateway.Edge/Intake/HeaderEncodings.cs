using System.Diagnostics.CodeAnalysis;
using System.Text;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// The encodings of header values. They need not be ASCII (RFC 9110, 5.5), and a Latin-1 cookie must pass unchanged: for
/// headers without a meaning to the gateway, each byte is a character and is sent as that byte. The others are UTF-8 and
/// compared as text.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class HeaderEncodings(GatewayState state, EdgeScope scope)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>For <c>KestrelServerOptions.RequestHeaderEncodingSelector</c>; null: UTF-8, and anything else is refused.</summary>
    public Encoding? ForReading(string name) => IsText(name) ? null : Encoding.Latin1;

    /// <summary>For a request to an upstream. A host's own server reads all headers as UTF-8 unless the host configures otherwise.</summary>
    public Encoding ForWriting(string name) => !scope.OnlyMarkedConnections || IsText(name) ? Utf8 : Encoding.Latin1;

    private bool IsText(string name) => state.CurrentOrNull is not { } model || model.TextHeaders.Contains(name);
}
