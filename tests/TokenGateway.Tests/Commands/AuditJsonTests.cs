using System.Text.Json;
using TokenGateway.Commands;
using TokenGateway.Commands.Audit;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Tests.Commands;

public sealed class AuditJsonTests
{
    [Theory]
    [InlineData("""{"name":"a"}""", """{"name":"a"}""")]
    [InlineData("no JSON", "\"no JSON\"")]
    [InlineData("""{"\ud800":1}""", """{"\ud800":1}""", true)]
    [InlineData("""{"name":"\udc00"}""", """{"name":"\udc00"}""", true)]
    public void What_somebody_else_wrote_into_a_record_is_shown_as_text(string written, string shown, bool isText = false)
    {
        var record = new AuditRecord(1, DateTimeOffset.UnixEpoch, new AuditEntry(AuditActor.Gateway, AuditAction.TokenCreated, "token:1", null, written), default);

        var json = JsonSerializer.SerializeToElement([AuditJson.Of(record)], CommandJson.Default.ListAuditJson)[0].GetProperty("after");

        (isText ? json.GetString() : json.GetRawText()).ShouldBe(shown);
    }
}
