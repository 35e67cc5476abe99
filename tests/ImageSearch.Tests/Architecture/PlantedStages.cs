// Types that break the order of stages on purpose, one way each: the test must find every one of them.
#pragma warning disable CA1812, CA1822, CS0169, CS0414, CS0649, IDE0051, CA1823, CA1852, xUnit1000 // planted, never used

using ImageSearch.Tests.Architecture.Planted.Late;

namespace ImageSearch.Tests.Architecture.Planted.Late
{
    internal class Thing
    {
        public const int Number = 1;
        public static int Count;

        public static T Make<T>() => default!;
    }

    internal interface IThing;

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class ThingAttribute : Attribute;

    internal sealed class ThingException : Exception;
}

namespace ImageSearch.Tests.Architecture.Planted.Early
{
    internal sealed class WithBase : Thing;

    internal sealed class WithInterface : IThing;

    [Thing]
    internal sealed class WithAttribute;

    internal sealed class WithConstraint<T> where T : Thing;

    internal sealed class WithField
    {
        private readonly List<Thing[]>? _things;
    }

    internal sealed class WithSignature
    {
        public void Take(Func<int, Thing?>? thing) => _ = thing;
    }

    internal sealed class WithCall
    {
        public int Read() => Thing.Count;
    }

    internal sealed class WithGenericCall
    {
        public int Read() => Thing.Make<int>();
    }

    internal sealed class WithTypeArgument
    {
        public object Read() => Array.Empty<Thing>();
    }

    internal sealed class WithTypeOf
    {
        public string Read() => typeof(Thing).Name;
    }

    internal sealed class WithCatch
    {
        public int Read()
        {
            try
            {
                return int.Parse("1", System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (ThingException)
            {
                return 0;
            }
        }
    }

    internal sealed class WithLambda
    {
        public Func<int> Read() => () => Thing.Count;
    }

    internal sealed class Innocent
    {
        public int Read() => 1;
    }
}
