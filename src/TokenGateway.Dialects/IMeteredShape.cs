using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects;

/// <summary>A shape whose search can be counted.</summary>
internal interface IMeteredShape : ITokenShape
{
    /// <summary><see cref="ITokenShape.IsIn"/>, which is this with nothing counted.</summary>
    bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter;
}
