namespace Aos.Sdk;

/// <summary>A text with known values to which a newer API may add: unknown ones survive reading and writing.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IAosExtensible<TSelf> where TSelf : struct, IAosExtensible<TSelf>
{
    /// <summary>The text in JSON.</summary>
    string Value { get; }

    /// <summary>Whether this SDK knows the value.</summary>
    bool IsKnown { get; }

    /// <summary>The value with this text.</summary>
    /// <param name="value">The text in JSON.</param>
    static abstract TSelf Of(string value);
}
