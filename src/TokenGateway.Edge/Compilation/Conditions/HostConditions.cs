using System.Globalization;
using System.Text;
using TokenGateway.Edge.Compilation.Ambiguity;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>Whether intake accepts a host that matches an entry of <c>Match:Hosts</c>.</summary>
internal static class HostConditions
{
    private const string Any = "*";
    private const string Wildcard = "*.";
    private const string How = "write a name or an IPv4 address, with or without a port, such as api.example.com, *.example.com or example.com:8443";

    private static readonly IdnMapping Idn = new();

    /// <summary>Null: it does, or another rule reports why not.</summary>
    public static string? FaultOf(string text)
    {
        // Other rules report unparsable hosts; YARP reports those that must be in Unicode.
        if (HostPattern.TryParse(text) is not { } pattern || text.Contains("xn--", StringComparison.Ordinal))
            return null;
        return FaultOfName(pattern.Host) ?? (IsPort(text[pattern.Host.Length..]) ? null : "no request can name this port; write a number from 1 to 65535 without signs, spaces and leading zeros, or *");
    }

    private static string? FaultOfName(string host)
    {
        var name = host.StartsWith(Wildcard, StringComparison.Ordinal) ? "a" + host[1..] : host;
        if (host == Any)
            return null;
        return Ascii.IsValid(name) ? Describe(HostInspector.Inspect(name), host) : FaultOfUnicode(name);
    }

    private static string? Describe(HostFault fault, string host) => fault switch
    {
        HostFault.None => null,
        HostFault.TrailingDot => "no request can name this host: it ends in a dot; leave the dot out",
        HostFault.OtherSpelling => "no request can name this host: it is an address in another spelling than its own; write 4 numbers from 0 to 255 without leading zeros, such as 192.0.2.1",
        _ when host.AsSpan().IndexOfAny(", ;") >= 0 => $"no request can name this host; write each host as an entry of its own, without spaces; {How}",
        _ => $"no request can name this host; {How}",
    };

    // Routing compares what the server decodes from the client's ASCII form.
    private static string? FaultOfUnicode(string name)
    {
        try
        {
            var ascii = Idn.GetAscii(name);
            var decoded = Idn.GetUnicode(ascii);
            if (HostInspector.Inspect(ascii) != HostFault.None)
                return $"no request can name this host; {How}";
            return decoded.Equals(name, StringComparison.OrdinalIgnoreCase) ? null : $"no request can name this host, which clients send as \"{decoded}\"; write it so";
        }
        catch (ArgumentException)
        {
            return $"no request can name this host; {How}";
        }
    }

    private static bool IsPort(string rest) =>
        rest is "" or ":*"
        || (ushort.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 && rest == string.Create(CultureInfo.InvariantCulture, $":{port}"));
}
