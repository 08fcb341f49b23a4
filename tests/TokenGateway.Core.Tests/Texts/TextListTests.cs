using System.Text.Json;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tests.Texts;

public sealed class TextListTests
{
    public static TheoryData<string[]> Lists => new([[], [""], ["orders:read", "orders:write"], ["\"", "\\", "<a> & 'b' +", "Zoë", "日本", "😀", "\u0001\n"]]);

    /// <summary>Columns written by the serializer, as earlier versions did, are read, and those written now can be read by it.</summary>
    [Theory]
    [MemberData(nameof(Lists))]
    public void List_has_the_same_text_as_the_serializer_writes(string[] texts)
    {
        var json = JsonSerializer.Serialize(texts);

        TextList.Write(texts).ShouldBe(json);
        TextList.Read(json).ShouldBe(texts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"a\"")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("[\"a\"")]
    [InlineData("[\"a\"] []")]
    public void Anything_else_is_refused(string json) => Should.Throw<JsonException>(() => TextList.Read(json));
}
