using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects;

/// <summary>A shape that can count the work of its search.</summary>
internal interface IMeteredShape : ITokenShape
{
    /// <summary><see cref="ITokenShape.IsIn"/>, with a meter.</summary>
    bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter;
}
