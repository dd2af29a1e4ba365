/** The order of the SM2 base point (GB/T 32918.5-2017). */
export const sm2Order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
