using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Networks;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:TrustedProxies</c>, and <c>ProxyProtocol</c>, which applies only to them.</summary>
internal static class TrustedProxiesSection
{
    public const string Key = "TrustedProxies";

    /// <summary>Whether connections of those proxies begin with a PROXY header.</summary>
    public static readonly Key<bool> Protocol = new(
        "ProxyProtocol", new BooleanShape(), "Whether every connection of the TrustedProxies to an Edge or Management endpoint begins with a PROXY header (version 1 or 2).", "false");

    public static readonly ListShape Shape = new(new TextShape
    {
        What = "an address or a CIDR range",
        Pattern = Patterns.AddressRange,
        Hint = "for example 127.0.0.1, 10.1.2.0/24 or 2001:db8::/64",
    })
    { MayBeEmpty = true };

    private static readonly AddressRange EveryVersion4 = AddressRange.Parse("0.0.0.0/0");
    private static readonly AddressRange EveryVersion6 = AddressRange.Parse("::/0");

    /// <summary>Omits entries that <see cref="Check"/> refuses.</summary>
    public static TrustedProxies Read(ConfigNode? gateway) =>
        new([.. (gateway.Texts(Key) ?? []).Select(text => AddressRange.TryParse(text, out var range) ? range : (AddressRange?)null).OfType<AddressRange>()]);

    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var texts = gateway.Texts(Key) ?? [];
        var protocol = ConfigPath.Join(ConfigPath.Gateway, Protocol.Name);
        if (Protocol.In(gateway) && texts.Count == 0 && !errors.AnyAt(protocol) && !errors.AnyUnder(ConfigPath.Join(ConfigPath.Gateway, Key)))
            errors.Add(protocol, $"PROXY headers are accepted only from {Key}, which is empty");
        for (var i = 0; i < texts.Count; i++)
        {
            var path = ConfigPath.Join(ConfigPath.Gateway, Key, i);
            if (!errors.AnyAt(path) && FaultOf(texts[i]) is { } fault)
                errors.Add(path, fault);
        }
    }

    // A trusted proxy can claim any client address, so trusting everyone is refused, although a prefix length of 0 is an
    // easy mistake.
    private static string? FaultOf(string text)
    {
        if (!AddressRange.TryParse(text, out var range))
            return $"\"{text}\" is not an address or a CIDR range: for example 127.0.0.1, 10.1.2.0/24 or 2001:db8::/64";
        return range.Contains(EveryVersion4) || range.Contains(EveryVersion6)
            ? "this trusts every client, which could then choose its address; list the addresses of the proxies"
            : null;
    }
}
