using TokenGateway.Management.Authentication.Oidc;

namespace TokenGateway.Management.Tests.Oidc;

public sealed class OidcFailuresTests
{
    [Fact]
    public void Reason_controls_no_terminal_and_fills_no_log()
    {
        var failure = new InvalidOperationException("error_description: '\u001b]0;owned\u0007\u001b[2J\r\nINF All is well.'", new InvalidOperationException(new string('x', 100_000)));

        var reason = OidcFailures.ReasonOf(failure);

        reason.Any(char.IsControl).ShouldBeFalse();
        reason.ShouldContain("\\u001b]0;owned");
        reason.Length.ShouldBeLessThan(1100);
    }
}
