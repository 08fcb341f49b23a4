using System.Text;
using System.Text.Json;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tests.Texts;

public sealed class UnicodeJsonTests
{
    [Theory]
    [InlineData("""{"\ud800":1}""", 0, 1)]
    [InlineData("""{"a":"\udfff"}""", 0, 5)]
    [InlineData("{\n  \"a\": [\"b\", \"\\ud800\\u0041\"]}", 1, 13)]
    [InlineData("""{"a":{"\udc00\ud800":null}}""", 0, 6)]
    [InlineData("""  "\ud83d" """, 0, 2)]
    public void Half_a_surrogate_pair_is_refused_at_its_place(string json, long line, long at) => ShouldRefuse(Encoding.UTF8.GetBytes(json), line, at);

    [Theory]
    [InlineData("{\"\u00ff\":1}", 0, 1)]
    [InlineData("{\"a\":\"\u00c0\u0080\"}", 0, 5)]
    [InlineData("{\"a\":\"\u00ed\u00a0\u0080\"}", 0, 5)]
    [InlineData("{\"a\":\n\"\u00f4\u0090\u0080\u0080\"}", 1, 0)]
    public void Bytes_that_are_not_UTF_8_are_refused_at_their_place(string latin, long line, long at) => ShouldRefuse(Encoding.Latin1.GetBytes(latin), line, at);

    [Theory]
    [InlineData("""{"\ud83d\ude00":"\u00e4"}""")]
    [InlineData("{\"\U0001F600\":\"\"}")]
    public void Texts_are_read(string json)
    {
        using var document = UnicodeJson.Parse(json);
        document.RootElement.EnumerateObject().Single().Name.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_no_JSON_stays_another_fault() => Should.Throw<JsonException>(() => UnicodeJson.Parse("{")).ShouldNotBeOfType<NotUnicodeException>();

    private static void ShouldRefuse(byte[] json, long line, long at)
    {
        // Also where names are compared, which reads them while it parses.
        foreach (var allowsDuplicates in new[] { true, false })
        {
            var fault = Should.Throw<NotUnicodeException>(() => UnicodeJson.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = allowsDuplicates }));
            (fault.LineNumber, fault.BytePositionInLine).ShouldBe((line, at));
        }
    }
}
