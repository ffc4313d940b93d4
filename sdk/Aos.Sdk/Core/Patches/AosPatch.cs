using System.Text;
using System.Text.Json.Nodes;

namespace Aos.Sdk;

/// <summary>
/// A change of some properties (JSON merge patch, RFC 7396): what is set gets its value, what is cleared loses it, and everything else
/// stays as it is: <c>new VehiclePatch().Set(x => x.Note, "…").Clear(x => x.MileageKm)</c>. Only properties that may be empty can be cleared.
/// </summary>
/// <typeparam name="TPatch">The change itself.</typeparam>
/// <typeparam name="TFields">The properties that it may name.</typeparam>
public abstract class AosPatch<TPatch, TFields> : IAosPatch
    where TPatch : AosPatch<TPatch, TFields>
    where TFields : class, new()
{
    private static readonly TFields Fields = new();

    private readonly JsonObject _changes = new();

    private protected AosPatch()
    {
    }

    /// <summary>Names in JSON of what is set or cleared, in that order.</summary>
    public IReadOnlyList<string> Changes => [.. _changes.Select(change => change.Key)];

    /// <summary>Sets a property; the last value counts.</summary>
    /// <param name="field">The property, such as <c>x => x.Note</c>.</param>
    /// <param name="value">Its new value.</param>
    /// <typeparam name="T">Type of its values.</typeparam>
    /// <returns>The same change.</returns>
    /// <exception cref="ArgumentNullException">The value is null; <see cref="Clear{T}"/> is what takes a value away.</exception>
    public TPatch Set<T>(Func<TFields, AosPatchField<T>> field, T value) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        var chosen = field(Fields);
        _changes[chosen.Name] = chosen.NodeOf(value);
        return (TPatch)this;
    }

    /// <summary>Takes the value of a property away.</summary>
    /// <param name="field">The property, such as <c>x => x.MileageKm</c>.</param>
    /// <typeparam name="T">Type of its values.</typeparam>
    /// <returns>The same change.</returns>
    public TPatch Clear<T>(Func<TFields, AosClearableField<T>> field) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(field);
        _changes[field(Fields).Name] = null;
        return (TPatch)this;
    }

    /// <summary>The change as it is sent.</summary>
    public override string ToString() => _changes.ToJsonString();

    byte[] IAosPatch.ToBody() => Encoding.UTF8.GetBytes(ToString());
}

/// <summary>What a call needs of any change.</summary>
internal interface IAosPatch
{
    /// <summary>The change in JSON.</summary>
    byte[] ToBody();
}
