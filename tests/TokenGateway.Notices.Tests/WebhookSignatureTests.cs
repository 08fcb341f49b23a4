using System.Text;

namespace TokenGateway.Notices.Tests;

public sealed class WebhookSignatureTests
{
    /// <summary>The expected value was computed by openssl, as the documentation tells receivers to.</summary>
    [Fact]
    public void Signature_is_what_openssl_computes() =>
        WebhookSignature.Of("0123456789abcdef0123456789abcdef"u8, "1900000000", Encoding.UTF8.GetBytes("""{"id":"1"}"""))
            .ShouldBe("sha256=b402fb6fae8b1207f89ee0ff672cab66d9d9eea61c0842a60feba6e8a5a9ebdc");
}
