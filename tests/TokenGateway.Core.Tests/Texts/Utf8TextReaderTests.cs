using System.Text;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tests.Texts;

public sealed class Utf8TextReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("käse\r\n\u4e2d\U0001f600\nlast")]
    [InlineData("one\uFEFFtwo")]
    public void Utf8_is_read_with_and_without_its_mark(string text)
    {
        Open(Encoding.UTF8.GetBytes(text)).ReadToEnd().ShouldBe(text);
        Open([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).ReadToEnd().ShouldBe(text);
    }

    [Fact]
    public async Task Lines_are_read_one_by_one()
    {
        var reader = Open("one\r\n\ntwo"u8.ToArray());

        (await reader.ReadLineAsync()).ShouldBe("one");
        ((char)reader.Peek()).ShouldBe('\n');
        (await reader.ReadLineAsync()).ShouldBe("");
        reader.ReadLine().ShouldBe("two");
        (await reader.ReadLineAsync()).ShouldBeNull();
        reader.Peek().ShouldBe(-1);
    }

    public static TheoryData<string, bool> Others
    {
        get
        {
            var others = new TheoryData<string, bool>();
            foreach (var name in new[] { "utf-16", "utf-16BE", "utf-32", "utf-32BE" })
            {
                others.Add(name, true);
                others.Add(name, false);
            }

            others.Add("latin1", false);
            return others;
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_encoding_is_told_with_the_name(string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("pässword\n");
        bytes = withMark ? [.. encoding.Preamble, .. bytes] : bytes;

        foreach (var read in new Action<TextReader>[] { one => one.ReadToEnd(), one => one.ReadLine(), one => one.Peek(), ReadChars })
            Should.Throw<NotUtf8Exception>(() => ReadAll(Open(bytes), read)).Message.ShouldBe("the.file is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8");
    }

    [Fact]
    public void Half_of_a_character_at_the_end_is_another_encoding() =>
        Should.Throw<NotUtf8Exception>(() => Open([(byte)'a', 0xc3]).ReadToEnd());

    private static void ReadAll(TextReader reader, Action<TextReader> begin)
    {
        begin(reader);
        while (reader.Read() >= 0)
        {
        }
    }

    private static void ReadChars(TextReader reader)
    {
        while (reader.Read(new char[3], 0, 3) > 0)
        {
        }
    }

    private static Utf8TextReader Open(byte[] bytes) => new(new MemoryStream(bytes), "the.file");
}
