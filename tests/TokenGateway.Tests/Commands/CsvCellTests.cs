using TokenGateway.Commands;

namespace TokenGateway.Tests.Commands;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\ttext", "'\ttext")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uff1d1", "'\uff1d1")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("=A1,\"x\"", "\"'=A1,\"\"x\"\"\"")]
    public void Cell_that_begins_like_a_formula_is_a_text(string text, string expected) => CsvCell.Write(text).ShouldBe(expected);

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "\"\"")]
    [InlineData("alice", "alice")]
    [InlineData("a=b", "a=b")]
    [InlineData("{\"a\":-1}", "\"{\"\"a\"\":-1}\"")]
    [InlineData("a,b", "\"a,b\"")]
    public void Other_cell_is_as_it_was(string? text, string expected) => CsvCell.Write(text).ShouldBe(expected);
}
