namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>With service accounts, one of which nobody maintains.</summary>
public sealed class PagesFixture : PortalFixture
{
    protected override IEnumerable<(string Id, string? Maintainer)> Accounts => [("pages-bot", "erik"), ("lonely-bot", null)];
}
